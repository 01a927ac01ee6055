import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { type Definition, Synthesised, usualProps } from './synthesised.ts';

/** A validator that nobody here wrote. It takes what AWS would refuse, so the other tests look at the maps by themselves. */
function faultsOf(definition: Definition): readonly string[] {
  const { isValid, errors } = validate(structuredClone(definition));
  expect(isValid).toBe(errors.length === 0);
  return errors.map((error) => error['Error code']);
}

describe('the definition of a workflow', () => {
  it('is valid to asl-validator, and is not where a state goes nowhere or a path is none', () => {
    const { definition } = new Synthesised();
    const { Wait, Plan, ...others } = definition.States;
    const lost = { ...definition, States: { ...others, Plan, Wait: { ...Wait, Next: 'Away' } } };
    const noPath = { ...Plan, ResultPath: 'run' };
    const pathless = { ...definition, States: { ...others, Wait, Plan: noPath } };

    expect(faultsOf(definition)).toEqual([]);
    const woken = new Synthesised((stack) => ({ ...usualProps(stack), wake: true }));
    expect(woken.definitions.map(faultsOf)).toEqual([[], []]);
    expect(faultsOf(lost as Definition)).toContain('MISSING_TRANSITION_TARGET');
    expect(faultsOf(pathless as unknown as Definition)).not.toEqual([]);
  });
});
