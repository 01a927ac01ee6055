import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIKE } from '../../../src/engine/index.ts';
import { shapeOfFamily } from '../../../src/models/families/family-shape.ts';
import {
  explainModelInput,
  families,
  foundationModelOf,
  plainFormOf,
} from '../../../src/models/index.ts';
import { judged, simdEngine } from '../../support/simd-lines.ts';
import { spots } from '../support/explain.ts';
import { change, valueOf } from '../support/shape-arbitrary.ts';

const MODELS = [
  'anthropic.claude-haiku-4-5-20251001-v1:0',
  'anthropic.claude-opus-5',
  'amazon.nova-pro-v1:0',
  'amazon.titan-embed-text-v2:0',
  'mistral.mistral-large-2407-v1:0',
  'moonshotai.kimi-k2-thinking',
];

const TEXT_KEYS = new Set(['content', 'inputText', 'prompt', 'system', 'text', 'value']);

const texts = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('', ' ', '\n', 'Human: a', '{"json":1}', 'x'.repeat(60_000), 'iVBORw0KGgo='),
);

/** Something that a template may have wrong in all of its records, at the top or in any value. */
const mistakes = fc.record({
  how: fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
  at: fc.nat(200),
  other: fc.constantFrom<unknown>(true, 0, -3, 'zzq', [], {}, null, 3.5),
});

/** All paths in a value, itself first. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  const inner = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  const children = inner.flatMap(([key, child]) =>
    pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [[...path], ...children];
}

/** The value with other texts under the keys of texts. */
function withTexts(value: unknown, next: () => string, key = ''): unknown {
  if (typeof value === 'string') return TEXT_KEYS.has(key) ? next() : value;
  if (Array.isArray(value)) return value.map((child) => withTexts(child, next));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, withTexts(child, next, name)]),
  );
}

describe('plainFormOf()', () => {
  it.each(families.map((family) => [family.name, family] as const))(
    'takes only texts of %s of which nothing that is found elsewhere depends: records that are alike always have the same findings',
    (_name, family) => {
      let alike = 0;
      for (const model of MODELS) {
        const { shape } = plainFormOf(family, foundationModelOf(model));
        const engine = simdEngine({ modelInput: shape, recordBytes: 1e6 });
        const bodies = fc.oneof(
          fc.constant<unknown>(family.example),
          valueOf(shape),
          valueOf(shapeOfFamily(family)),
        );
        fc.assert(
          fc.property(bodies, mistakes, fc.array(texts, { minLength: 1 }), (drawn, wrong, some) => {
            const body: unknown = JSON.parse(JSON.stringify(drawn));
            const paths = pathsIn(body);
            const path = paths[wrong.at % paths.length] ?? [];
            const place = wrong.how === 'add' ? [...path, 'zzq'] : path;
            const one =
              place.length === 0 ? body : change(body, wrong.how === 'add' ? path : place, wrong);
            let used = 0;
            const other = withTexts(one, () => {
              used += 1;
              return some[used % some.length] ?? '';
            });
            const bytes = [one, other].map((modelInput, index) =>
              Buffer.from(`${JSON.stringify({ recordId: `r${index}`, modelInput })}\n`),
            );
            engine.restart();
            if (judged(engine, [Buffer.concat(bytes)])[1]?.verdict !== ALIKE) return;
            alike += 1;
            const [first = [], second] = [one, other].map((modelInput) =>
              spots(explainModelInput(family, modelInput, { modelId: model })),
            );
            expect(second).toEqual(first);
          }),
          { numRuns: 60 },
        );
      }
      expect(alike).toBeGreaterThan(20);
    },
  );
});
