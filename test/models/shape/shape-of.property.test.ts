import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../src/models/shape/shape-of.ts';
import { acceptsShape } from '../support/accepts-shape.ts';
import { allSchemas } from '../support/schemas.ts';
import { hostileJson, mutantOf, valueOf } from '../support/shape-arbitrary.ts';

describe.each(Object.entries(allSchemas))('shapeOf(%s)', (_name, schema) => {
  const shape = shapeOf(schema);

  it('always gives plain data', () => {
    const copy = structuredClone(shape);

    expect(copy).toEqual(shape);
  });

  it('always takes what zod takes, for values made from the shape', () => {
    fc.assert(
      fc.property(valueOf(shape), (value) => {
        expect(schema.validate(value)).toBe(true);
        expect(acceptsShape(shape, value)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('always agrees with zod on values with one change', () => {
    fc.assert(
      fc.property(
        valueOf(shape).chain((value) => fc.array(mutantOf(value), { minLength: 8, maxLength: 8 })),
        (mutants) => {
          for (const mutant of mutants) {
            expect([mutant, acceptsShape(shape, mutant)]).toEqual([
              mutant,
              schema.validate(mutant),
            ]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('always agrees with zod on any JSON', () => {
    fc.assert(
      fc.property(hostileJson, (value) => {
        expect(acceptsShape(shape, value)).toBe(schema.validate(value));
      }),
      { numRuns: 60 },
    );
  });
});
