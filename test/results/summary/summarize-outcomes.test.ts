import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Outcome, outcomeStatuses, summarizeOutcomes } from '../../../src/results/index.ts';

async function* all(outcomes: readonly Outcome[]): AsyncGenerator<Outcome> {
  yield* outcomes;
}

const failed = (recordId: string, code: string, message = 'no'): Outcome => ({
  ...{ recordId, status: 'failed' },
  error: { code, message, retryable: false },
});

describe('summarizeOutcomes()', () => {
  it('counts by status, finish reason and error, the most frequent first, with three examples', async () => {
    const cut: Outcome = { recordId: 'a', status: 'succeeded', finishReason: 'length', text: 'Ho' };
    const unjudged: Outcome = { recordId: 'b', status: 'succeeded' };
    const stopped: Outcome = { recordId: 'c', status: 'unprocessed', reason: 'stopped' };
    const missing: Outcome = { recordId: 'd', status: 'missing' };
    const busy = ['1', '2', '3', '4'].map((id) => failed(id, '429', 'slow\n\tdown'));

    const summary = await summarizeOutcomes(all([cut, unjudged, stopped, missing, ...busy]));

    const counts = (groups: typeof summary.errors) => groups.map((one) => [one.value, one.count]);
    expect(summary.outcomes).toBe(8);
    expect(counts(summary.statuses)[0]).toEqual(['failed', 4]);
    expect(counts(summary.finishReasons)).toEqual([
      ['length', 1],
      ['unknown', 1],
    ]);
    expect(counts(summary.errors)).toEqual([
      ['429', 4],
      ['stopped', 1],
      ['missing', 1],
    ]);
    expect(summary.errors[0]?.examples).toEqual(
      ['1', '2', '3'].map((recordId) => ({ recordId, excerpt: 'slow down' })),
    );
    expect(summary.first).toEqual([]);
  });

  it('keeps the first ones that are asked for', async () => {
    const outcomes = [failed('1', 'x'), failed('2', 'x')];

    expect((await summarizeOutcomes(all(outcomes), { first: 1 })).first).toEqual([outcomes[0]]);
    await expect(summarizeOutcomes(all([]), { first: -1 })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'first',
    });
  });

  it('counts codes together once there are a hundred, and cuts what is long', async () => {
    const many = Array.from({ length: 250 }, (_, at) => failed(String(at), `code ${at}`));
    const long = failed('long', 'code 0', 'x'.repeat(5000));

    const { errors } = await summarizeOutcomes(all([long, ...many]));

    expect(errors).toHaveLength(101);
    expect(errors[0]).toMatchObject({ value: 'other codes', count: 150 });
    const [example] = errors.find(({ value }) => value === 'code 0')?.examples ?? [];
    expect(example?.excerpt).toMatch(/^x{79}…$/);
  });

  it('always counts each outcome once by status, and once by how it ended', async () => {
    const outcome = fc.record({
      recordId: fc.string(),
      status: fc.constantFrom(...outcomeStatuses),
      error: fc.option(
        fc.record({ code: fc.string(), message: fc.string(), retryable: fc.boolean() }),
        { nil: undefined },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(outcome), async (outcomes) => {
        const { statuses, finishReasons, errors } = await summarizeOutcomes(all(outcomes));

        const sum = (groups: typeof errors) =>
          groups.reduce((total, { count }) => total + count, 0);
        expect(sum(statuses)).toBe(outcomes.length);
        expect(sum(finishReasons) + sum(errors)).toBe(outcomes.length);
      }),
    );
  });
});
