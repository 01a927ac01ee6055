import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIKE } from '../../../src/engine/index.ts';
import {
  explainModelInput,
  families,
  foundationModelOf,
  plainFormOf,
} from '../../../src/models/index.ts';
import { drawFrom, seeds } from '../../engine/support/json-texts.ts';
import { tameValue } from '../../engine/support/tame-value.ts';
import { judged, simdEngine } from '../../support/simd-lines.ts';
import { valueOf } from '../support/shape-arbitrary.ts';

/** Of every family that has marked forms, and models of which some rule knows more than of others. */
const MODELS = [
  'anthropic.claude-haiku-4-5-20251001-v1:0',
  'anthropic.claude-opus-5',
  'anthropic.claude-3-haiku-20240307-v1:0',
  'amazon.nova-micro-v1:0',
  'amazon.nova-pro-v1:0',
  'amazon.nova-2-lite-v1:0',
  'meta.llama3-2-11b-instruct-v1:0',
  'mistral.mistral-large-2407-v1:0',
  'moonshotai.kimi-k2-thinking',
];

const cases = families.flatMap((family) =>
  MODELS.flatMap((model) => {
    const form = plainFormOf(family, foundationModelOf(model));
    const { marked } = form;
    return marked === undefined ? [] : [{ family, model, marked, form }];
  }),
);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The value with other texts, URIs of the same folders and names of its own; words that mean something stay. */
function withOthers(value: unknown, draw: (below: number) => number, key = ''): unknown {
  if (typeof value === 'string') {
    const letter = LETTERS[draw(26)] ?? 'a';
    if (key === 'uri') return `${value.slice(0, value.lastIndexOf('/') + 1)}${letter}-${draw(99)}`;
    if (key === 'name') return `${value}${letter}`;
    return TEXT_KEYS.has(key) ? `${letter} é\n${value}` : value;
  }
  if (Array.isArray(value)) return value.map((child) => withOthers(child, draw, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, withOthers(child, draw, name)]),
  );
}

const TEXT_KEYS = new Set(['content', 'text', 'description', 'bucketOwner', 'system']);

describe('plainFormOf()', () => {
  it('has marked forms of tools and of media in S3', () => {
    expect(new Set(cases.map(({ family }) => family.name))).toEqual(
      new Set([
        'claude-messages',
        'converse',
        'openai-chat',
        'nova-messages',
        'mistral-chat',
        'nova-multimodal-embeddings',
      ]),
    );
  });

  it.each(cases.map((found) => [found.family.name, found.model, found] as const))(
    'gives a marked form of %s for %s: records with the same marks always have the same findings',
    (_name, model, { family, marked, form }) => {
      const engine = simdEngine({ modelInput: form.shape, marked, recordBytes: 1e6 });
      const closer = Buffer.from('{}\n');
      judged(engine, [closer]);
      let alike = 0;
      const tame = seeds.map((seed) => tameValue(marked, drawFrom(seed)));
      const pairs = fc
        .tuple(fc.oneof(tame, valueOf(marked)), tame, fc.boolean(), seeds)
        .map(([one, other, isChanged, seed]): readonly unknown[] => [
          one,
          isChanged ? withOthers(one, drawFrom(seed)) : other,
        ]);
      fc.assert(
        fc.property(pairs, (pair) => {
          // As records have them: `-0` and the like are what JSON makes of them.
          const bodies: readonly unknown[] = JSON.parse(JSON.stringify(pair)) as unknown[];
          const lines = bodies.map(
            (modelInput, index) => `${JSON.stringify({ recordId: `r${index}`, modelInput })}\n`,
          );
          engine.restart();
          if (judged(engine, [Buffer.from(lines.join(''))])[1]?.verdict !== ALIKE) return;
          alike += 1;
          const [first, second] = bodies.map((modelInput) =>
            explainModelInput(family, modelInput, { modelId: model }).map(({ code }) => code),
          );
          expect(second).toEqual(first);
        }),
        { numRuns: 80 },
      );
      expect(alike).toBeGreaterThan(10);
    },
  );
});
