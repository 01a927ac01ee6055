import { describe, expect, it } from 'vitest';
import type { RunJob } from '../../../src/dataset/index.ts';
import { costSoFar } from '../../../src/jobs/measure/cost-so-far.ts';
import type { Estimate } from '../../../src/pricing/index.ts';
import { MODEL, manifestOf } from '../fixture.ts';
import { ESTIMATE } from './estimate-fixture.ts';

const COUNTS = { succeeded: 100, failed: 0, unprocessed: 0, missing: 0 };

/** A job of the run, of which some records are processed. */
function job(
  folder: string,
  { modelId = MODEL, saved }: { modelId?: string; saved?: RunJob['saved'] } = {},
): RunJob {
  const request = { modelId } as NonNullable<RunJob['attempts'][number]>['request'];
  return { folder, attempts: [{ attempt: 1, request }], saved };
}

function saved(inputTokens: number, outputTokens: number, attempt = 1): RunJob['saved'] {
  const tokens = { inputTokens, outputTokens };
  const padding = { counts: COUNTS, tokens: { inputTokens: 100_000, outputTokens: 0 } };
  return { attempt, counts: COUNTS, tokens, padding, anomalies: 0 };
}

/** Two jobs of 100 records; an estimate is of both. */
function cost(
  state: readonly RunJob[],
  processed: Readonly<Record<string, readonly [processed: number, failed: number]>>,
  change: Partial<Estimate> = {},
) {
  return costSoFar({
    jobs: manifestOf(2).jobs,
    state,
    estimate: { ...ESTIMATE, records: 200, bytes: 10_000, ...change },
    processedOf: (folder) => {
      const [all = 0, failed = 0] = processed[folder] ?? [];
      return { processed: all, failed };
    },
  });
}

describe('costSoFar()', () => {
  it('takes processed records for their share of the estimate', () => {
    const state = [job('jobs/0000'), job('jobs/0001')];

    expect(cost(state, {})).toEqual({ low: 0, high: 0, isEstimated: false });
    expect(cost(state, { 'jobs/0000': [50, 0] })).toEqual({
      low: 0.25,
      high: 0.75,
      isEstimated: true,
    });
    expect(cost(state, { 'jobs/0000': [100, 0], 'jobs/0001': [100, 0] })).toEqual({
      low: 1,
      high: 3,
      isEstimated: true,
    });
  });

  it('has failed records in the upper end alone, for nobody knows whether they are billed', () => {
    expect(cost([job('jobs/0000')], { 'jobs/0000': [100, 100] })).toEqual({
      low: 0,
      high: 1.5,
      isEstimated: true,
    });
  });

  it('counts the tokens of outcomes that are kept, and those of padding', () => {
    const state = [job('jobs/0000', { saved: saved(900_000, 500_000) }), job('jobs/0001')];

    expect(cost(state, { 'jobs/0000': [100, 0] })).toEqual({ low: 2, high: 2, isEstimated: false });
    expect(cost(state, { 'jobs/0000': [100, 0], 'jobs/0001': [100, 0] })).toEqual({
      low: 2.5,
      high: 3.5,
      isEstimated: true,
    });
  });

  it('knows no upper end of tokens of a cache, for no price of them was read', () => {
    const kept = saved(900_000, 500_000);
    const cached = kept && { ...kept, tokens: { ...kept.tokens, cacheTokens: 1 } };

    expect(cost([job('jobs/0000', { saved: cached })], {})).toEqual({
      low: 2,
      high: undefined,
      isEstimated: false,
    });
  });

  it('does not count outcomes of an attempt before', () => {
    const state = [job('jobs/0000', { saved: saved(900_000, 500_000, 0) })];

    expect(cost(state, { 'jobs/0000': [100, 0] })?.isEstimated).toBe(true);
  });

  it('knows no upper end where nothing bounds the answers', () => {
    const unbounded = {
      cost: { input: { low: 1, likely: 1, high: 1 }, mostOutput: undefined, most: undefined },
    };

    expect(cost([job('jobs/0000')], { 'jobs/0000': [100, 0] }, unbounded)).toEqual({
      low: 0.5,
      high: undefined,
      isEstimated: true,
    });
  });

  it('says nothing where no price is known, or jobs are of another model', () => {
    const unpriced = {
      price: { kind: 'unknown', reason: 'none was read' },
      cost: undefined,
    } as const;

    expect(cost([job('jobs/0000')], { 'jobs/0000': [100, 0] }, unpriced)).toBeUndefined();
    expect(cost([job('jobs/0000', { modelId: 'amazon.nova-lite-v1:0' })], {})).toBeUndefined();
  });
});
