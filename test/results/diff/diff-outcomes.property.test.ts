import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffOutcomes, type Outcome, type OutcomePair } from '../../../src/results/index.ts';

const end = fc.constantFrom<Pick<Outcome, 'status' | 'text' | 'error' | 'finishReason'>>(
  { status: 'succeeded', text: 'Drama', finishReason: 'stop' },
  { status: 'succeeded', text: 'Drama', finishReason: 'length' },
  { status: 'succeeded', text: 'Horror' },
  { status: 'failed', error: { code: '400', message: 'no', retryable: false } },
  { status: 'failed', error: { code: '503', message: 'busy', retryable: true } },
  { status: 'missing' },
);

/** Few ids, so that many are in both runs; some are hard to compare. */
const id = fc.oneof(
  fc.nat({ max: 30 }).map(String),
  fc.constantFrom('', '"', '\\', 'é', '\u2028', '\ud800', 'a'.repeat(600)),
);

const run = fc.uniqueArray(
  fc.tuple(id, end).map(([recordId, rest]): Outcome => ({ recordId, ...rest })),
  { selector: ({ recordId }) => recordId, maxLength: 40 },
);

async function* from(outcomes: readonly Outcome[]): AsyncGenerator<Outcome> {
  yield* outcomes;
}

async function pairsOf(a: readonly Outcome[], b: readonly Outcome[], tmp?: string) {
  const pairs: OutcomePair[] = [];
  for await (const pair of diffOutcomes(from(a), from(b), { tmp })) pairs.push(pair);
  return pairs;
}

/** What a person would say, without any of the code. */
function expected(a: Outcome | undefined, b: Outcome | undefined): string {
  if (b === undefined) return 'only-a';
  if (a === undefined) return 'only-b';
  if (a.status !== b.status) return 'status';
  return a.text === b.text && a.error?.code === b.error?.code ? 'same' : 'different';
}

describe('diffOutcomes', () => {
  it('always gives each record once, with what became of it in both runs, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(run, run, fc.boolean(), async (a, b, inFile) => {
        const pairs = await pairsOf(a, b, inFile ? tmpdir() : undefined);

        const ids = new Set([...a, ...b].map(({ recordId }) => recordId));
        expect(pairs.map(({ recordId }) => recordId).sort()).toEqual([...ids].sort());
        for (const pair of pairs) {
          const ofA = a.find(({ recordId }) => recordId === pair.recordId);
          const ofB = b.find(({ recordId }) => recordId === pair.recordId);
          expect({ a: pair.a, b: pair.b }).toEqual({ a: ofA, b: ofB });
          expect(pair.change).toBe(expected(ofA, ofB));
        }
      }),
    );
  });

  it('always keeps the order of two runs that have the same records in one order', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.array(end, { minLength: 40, maxLength: 40 }), async (a, ends) => {
        const b = a.map(
          ({ recordId }, index): Outcome => ({
            recordId,
            ...(ends[index] ?? { status: 'missing' }),
          }),
        );
        const pairs = await pairsOf(a, b);
        expect(pairs.map(({ recordId }) => recordId)).toEqual(a.map(({ recordId }) => recordId));
      }),
    );
  });
});
