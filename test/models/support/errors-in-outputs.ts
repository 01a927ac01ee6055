import { expect, it } from 'vitest';
import { familyOf } from '../../../src/models/index.ts';

/** Outputs that count as a success and say `bad request`. */
export function itFindsTheError(model: string, outputs: readonly unknown[]): void {
  it.each(outputs)('finds the error in an output: %j', (output) => {
    const reading = familyOf(model)?.readOutput(output);

    expect(reading?.error).toBe('bad request');
    expect(reading?.text).toBeUndefined();
  });
}
