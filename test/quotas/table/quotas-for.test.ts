import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../../../src/core/index.ts';
import { type QuotaName, type QuotasInForce, quotasFor } from '../../../src/quotas/index.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';

function rowOf(inForce: QuotasInForce, quota: QuotaName) {
  const row = inForce.rows.find((candidate) => candidate.quota === quota);
  if (row === undefined) throw new Error(`no row for ${quota}`);
  return row;
}

function errorOf(act: () => unknown): InvalidOptionError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidOptionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('quotasFor()', () => {
  it('gives the careful values for a model it does not know', () => {
    const careful = {
      recordsPerFile: 50_000,
      recordsPerJob: 50_000,
      minRecordsPerJob: 100,
      fileBytes: 1e9,
      jobBytes: 5e9,
      recordBytes: 25e6,
      concurrentJobs: 20,
    };

    expect(quotasFor(undefined).quotas).toEqual(careful);
    expect(quotasFor('someone.new-model-v9:0').quotas).toEqual(careful);
    expect(quotasFor('us.amazon.nova-pro-v1:0').quotas).toEqual(careful);
  });

  it('prefers the row of the model', () => {
    expect(quotasFor('amazon.nova-pro-v1:0').quotas.jobBytes).toBe(100e9);
    expect(quotasFor('amazon.nova-lite-v1:0').quotas.jobBytes).toBe(5e9);
    expect(quotasFor(TITAN).quotas.recordsPerJob).toBe(100_000);
    expect(quotasFor(TITAN).quotas.recordsPerFile).toBe(50_000);
  });

  it('knows a model with the length of its context behind the id, and none by a mere beginning', () => {
    expect(quotasFor(`${TITAN}:8k`)).toEqual(quotasFor(TITAN));
    expect(quotasFor(`${TITAN}0`).quotas).toEqual(quotasFor(undefined).quotas);
    expect(rowOf(quotasFor('anthropic.claude-sonnet-4'), 'recordsPerJob').row.code).toBe(undefined);
  });

  it('gives a custom model its own concurrency and the rest of its base model', () => {
    const custom = quotasFor(TITAN, {}, { custom: true });

    expect(custom.quotas).toEqual({ ...quotasFor(TITAN).quotas, concurrentJobs: 3 });
    expect(rowOf(custom, 'concurrentJobs').row).toMatchObject({
      code: 'L-329D7443',
      confidence: 'documented',
    });
    expect(rowOf(custom, 'jobBytes').row.code).toBe('L-F687AD4D');
    const other = quotasFor('amazon.nova-pro-v1:0', {}, { custom: true });
    expect(rowOf(other, 'concurrentJobs')).toMatchObject({
      value: 3,
      row: { confidence: 'assumed' },
    });
    expect(rowOf(other, 'concurrentJobs').row.code).toBeUndefined();
  });

  it('shows one row per quota with code, source and confidence', () => {
    const { rows } = quotasFor('amazon.nova-lite-v1:0');

    expect(rows.map(({ option }) => option)).toEqual([
      'records-per-file',
      'records-per-job',
      'min-records-per-job',
      'file-bytes',
      'job-bytes',
      'record-bytes',
      'concurrent-jobs',
    ]);
    expect(rows[1]).toMatchObject({
      value: 50_000,
      overridden: false,
      row: { code: 'L-916C9264', unit: 'records', confidence: 'documented', readOn: '2025-06-05' },
    });
    expect(rows[5]?.row).toMatchObject({ confidence: 'assumed' });
    expect(rows[5]?.row.code).toBeUndefined();
  });

  it('puts overrides over the table and tells them apart', () => {
    const inForce = quotasFor(TITAN, { recordsPerJob: 200, minRecordsPerJob: undefined });

    expect(inForce.quotas.recordsPerJob).toBe(200);
    expect(inForce.quotas.minRecordsPerJob).toBe(100);
    expect(rowOf(inForce, 'recordsPerJob')).toMatchObject({
      value: 200,
      overridden: true,
      row: { value: 100_000 },
    });
    expect(rowOf(inForce, 'minRecordsPerJob').overridden).toBe(false);
  });

  it('is frozen', () => {
    const inForce = quotasFor(TITAN);

    expect(Object.isFrozen(inForce)).toBe(true);
    expect(Object.isFrozen(inForce.quotas)).toBe(true);
    expect(inForce.rows.every((row) => Object.isFrozen(row) && Object.isFrozen(row.row))).toBe(
      true,
    );
  });

  it.each([
    [{ recordsPerFile: 0 }, 'records-per-file'],
    [{ recordsPerJob: -1 }, 'records-per-job'],
    [{ minRecordsPerJob: -1 }, 'min-records-per-job'],
    [{ fileBytes: 1.5 }, 'file-bytes'],
    [{ jobBytes: Number.NaN }, 'job-bytes'],
    [{ recordBytes: Number.POSITIVE_INFINITY }, 'record-bytes'],
    [{ concurrentJobs: 0 }, 'concurrent-jobs'],
  ])('refuses %o and names %s', (overrides, option) => {
    const error = errorOf(() => quotasFor(undefined, overrides));

    expect(error).toMatchObject({ code: 'INVALID_OPTION', option });
    expect(error.message).toContain(option);
  });

  it('takes a minimum of 0', () => {
    expect(quotasFor(undefined, { minRecordsPerJob: 0 }).quotas.minRecordsPerJob).toBe(0);
  });

  it('refuses what is no quota', () => {
    const overrides = { recordsPerShard: 5 } as Record<string, number>;

    expect(errorOf(() => quotasFor(undefined, overrides))).toMatchObject({
      option: 'quota',
      received: '"recordsPerShard"',
    });
  });

  it('refuses a job smaller than its minimum and names the one that was set', () => {
    expect(errorOf(() => quotasFor(undefined, { recordsPerJob: 50 }))).toMatchObject({
      option: 'records-per-job',
      expected: '>= 100 records',
      received: '50 records',
    });
    expect(errorOf(() => quotasFor(undefined, { minRecordsPerJob: 50_001 }))).toMatchObject({
      option: 'min-records-per-job',
      expected: '<= 50,000 records',
      received: '50,001 records',
    });
    expect(() => quotasFor(undefined, { recordsPerJob: 50, minRecordsPerJob: 50 })).not.toThrow();
  });
});
