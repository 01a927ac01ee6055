import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../src/models/shape/shape-of.ts';
import { allSchemas } from '../../models/support/schemas.ts';
import { hostileJson, mutantOf, valueOf } from '../../models/support/shape-arbitrary.ts';
import { isAccepted, simdEngine } from '../../support/simd-lines.ts';
import { damaged, drawFrom, jsonText, seeds } from '../support/json-texts.ts';
import { tameValue } from '../support/tame-value.ts';

const RUNS = { numRuns: 300 };

/** The model input of an accepted line, as JSON.parse sees it. */
function parsedInput(line: string): unknown {
  return (JSON.parse(line) as { readonly modelInput: unknown }).modelInput;
}

function lineOf(modelInput: string): string {
  return `{"recordId":"r","modelInput":${modelInput}}`;
}

describe.each(Object.entries(allSchemas))('a table made from the schema %s', (_name, schema) => {
  const shape = shapeOf(schema);
  const engine = simdEngine({ modelInput: shape, recordBytes: 1e6 });
  const tame = seeds.map((seed) => tameValue(shape, drawFrom(seed)));

  function expectSound(line: string): void {
    if (isAccepted(engine, line)) {
      expect(schema.safeParse(parsedInput(line)).error).toBeUndefined();
    }
  }

  it('accepts plain values, so that the other properties say something', () => {
    const lines = fc.sample(tame, { numRuns: 300, seed: 7 }).map((value) => {
      expect(schema.safeParse(value).error).toBeUndefined();
      return lineOf(JSON.stringify(value));
    });

    const accepted = lines.filter((line) => isAccepted(engine, line));
    // What is missing has a key that JavaScript gives a meaning, or counts that the engine does not make.
    expect(accepted.length / lines.length).toBeGreaterThan(0.2);
  });

  it('accepts nothing that the schema refuses, however it is written', () => {
    const values = fc.oneof(
      valueOf(shape),
      hostileJson,
      tame.chain((value) => mutantOf(value)),
    );
    fc.assert(
      fc.property(values, seeds, (value, seed) => {
        expectSound(lineOf(jsonText(value, drawFrom(seed))));
      }),
      RUNS,
    );
  });

  it('accepts nothing that is no JSON or that the schema refuses, however it is damaged', () => {
    fc.assert(
      fc.property(tame, seeds, (value, seed) => {
        const draw = drawFrom(seed);
        expectSound(damaged(lineOf(jsonText(value, draw)), draw));
      }),
      RUNS,
    );
  });
});
