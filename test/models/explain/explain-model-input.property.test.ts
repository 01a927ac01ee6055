import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSeverity, diagnose } from '../../../src/core/index.ts';
import { shapeOfFamily } from '../../../src/models/families/family-shape.ts';
import {
  explainModelInput,
  families,
  type ModelFamily,
  type ModelInputFinding,
} from '../../../src/models/index.ts';
import { mutate, mutationsOf } from '../support/mutations.ts';
import { hostileJson, mutantOf, valueOf } from '../support/shape-arbitrary.ts';

const RUNS = { numRuns: 80 };

/** What is found of severity error; warnings stand beside it and change nothing. */
function errorsIn(family: ModelFamily, value: unknown): readonly ModelInputFinding[] {
  return explainModelInput(family, value).filter(({ code }) => defaultSeverity(code) === 'error');
}

/** Keys that Converse does not know are in doubt; elsewhere they are errors. */
function mistakesIn(family: ModelFamily, value: unknown): readonly ModelInputFinding[] {
  return explainModelInput(family, value).filter(
    ({ code, args }) =>
      defaultSeverity(code) === 'error' ||
      ('received' in args && args.received === 'a key that is not known'),
  );
}

function removeAt(value: unknown, path: ModelInputFinding['path']): void {
  const parent = path.slice(0, -1).reduce<unknown>((inner, step) => memberOf(inner, step), value);
  const last = path.at(-1);
  if (last === undefined || memberOf(parent, last) === undefined) return;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<string, unknown>)[last];
}

function memberOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
}

/** A value without what the rules refuse in it: of some families one in 200 is right as it is drawn. */
function mended(family: ModelFamily, drawn: unknown): unknown {
  const value = structuredClone(drawn);
  for (let round = 0; round < 5; round += 1) {
    const errors = errorsIn(family, value);
    if (errors.length === 0) return value;
    for (const { path } of errors.toReversed()) removeAt(value, path);
  }
  return value;
}

function valid(family: ModelFamily): fc.Arbitrary<unknown> {
  return valueOf(shapeOfFamily(family))
    .map((value) => mended(family, value))
    .filter((value) => errorsIn(family, value).length === 0);
}

describe.each(families)('explainModelInput() of $name', (family) => {
  it('finds nothing in the example', () => {
    expect(explainModelInput(family, family.example)).toEqual([]);
  });

  it('finds nothing in what a template makes', () => {
    const parts = fc.record(
      {
        prompt: fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.trim() !== ''),
        system: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        maxTokens: fc.integer({ min: 1, max: 5000 }),
      },
      { requiredKeys: ['prompt'] },
    );

    fc.assert(
      fc.property(parts, (given) => {
        const modelInput = family.fromPrompt(given);

        expect(explainModelInput(family, modelInput)).toEqual([]);
        expect(JSON.stringify(modelInput)).toContain(JSON.stringify(given.prompt).slice(1, -1));
      }),
      RUNS,
    );
  });

  it('always finds something where zod refuses, and only there but for the rules', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileJson,
          valueOf(shapeOfFamily(family)).chain((value) => mutantOf(value)),
        ),
        (value) => {
          const findings = explainModelInput(family, value);
          const byRules =
            typeof value === 'object' && value !== null && !Array.isArray(value)
              ? family.rules.flatMap((rule) => rule(value as Record<string, unknown>, {}))
              : [];

          const isFound = findings.length > 0;
          expect(isFound).toBe(!family.schema().validate(value) || byRules.length > 0);
        },
      ),
      RUNS,
    );
  });

  it('always says one thing of one mistake, at its place', () => {
    const shape = shapeOfFamily(family);

    fc.assert(
      fc.property(valid(family), fc.nat(), (value, seed) => {
        const mutations = [...mutationsOf({ shape, index: 0, value, path: [] })];
        const mutation = mutations.at(seed % mutations.length);
        if (mutation === undefined) throw new Error('A value without any place to change');
        const mutant = mutate(value, mutation);

        const findings = mistakesIn(family, mutant);

        expect({ mutant, findings }).toMatchObject({ findings: [{ path: mutation.path }] });
        expect(mutation.codes).toContain(findings[0]?.code);
      }),
      { numRuns: 200 },
    );
  });

  it('always gives what a diagnostic can be made of, with short texts', () => {
    fc.assert(
      fc.property(
        valueOf(shapeOfFamily(family)).chain((value) => mutantOf(value)),
        (value) => {
          for (const { code, path, args } of explainModelInput(family, value)) {
            const { message, hint } = diagnose(code, { location: { source: 'x' }, args });

            expect(path).toBeInstanceOf(Array);
            expect(`${message} ${hint}`).not.toMatch(/undefined|\[object/);
            expect(message.length).toBeLessThan(600);
          }
        },
      ),
      RUNS,
    );
  });
});
