import { describe, expect, it } from 'vitest';
import { quotaCodes, quotaNames, quotaTable } from '../../../src/quotas/index.ts';

const bareModelId = /^[a-z0-9-]+\.[a-z0-9.-]+(:\d+)?$/;

describe('quotaTable', () => {
  it('has one row for any model for each quota, and one more for custom models', () => {
    const anyModel = quotaTable.filter(({ appliesTo }) => appliesTo === 'any');

    expect(anyModel.filter(({ custom }) => !custom).map(({ quota }) => quota)).toEqual(quotaNames);
    expect(anyModel.filter(({ custom }) => custom).map(({ quota }) => quota)).toEqual([
      'concurrentJobs',
    ]);
  });

  it('names a quota of a model once', () => {
    const keys = quotaTable.flatMap(({ quota, appliesTo, custom }) =>
      [appliesTo].flat().map((model) => `${model} ${quota} ${custom}`),
    );

    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(quotaTable.map((row) => [`${row.quota} of ${String(row.appliesTo)}`, row] as const))(
    'says what it knows of %s',
    (_title, row) => {
      expect(Number.isSafeInteger(row.value) && row.value > 0).toBe(true);
      expect(row.readOn).toMatch(/^202\d-\d\d-\d\d$/);
      expect(row.source).not.toBe('');
      expect(row.unit).toBe(unitOf(row.quota));
      expect(row.name.includes('(in GB)')).toBe(row.bytesPerGB !== undefined);
      for (const model of row.appliesTo === 'any' ? [] : row.appliesTo) {
        expect(model).toMatch(bareModelId);
        expect(quotaCodes.some(({ modelId }) => modelId === model)).toBe(true);
      }
    },
  );

  it('keeps the values that everything else is planned with', () => {
    const values = quotaTable
      .filter(({ appliesTo, custom }) => appliesTo === 'any' && !custom)
      .map(({ quota, value }) => [quota, value]);

    expect(Object.fromEntries(values)).toEqual({
      recordsPerFile: 50_000,
      recordsPerJob: 50_000,
      minRecordsPerJob: 100,
      fileBytes: 1e9,
      jobBytes: 5e9,
      recordBytes: 25e6,
      concurrentJobs: 20,
    });
  });
});

describe('quotaCodes', () => {
  const codes = quotaCodes.flatMap((entry) => [
    ...Object.values(entry.codes).flat(),
    ...(entry.customConcurrentJobs === undefined ? [] : [entry.customConcurrentJobs]),
  ]);

  it('has 201 different codes in the form of Service Quotas', () => {
    expect(new Set(codes).size).toBe(201);
    expect(codes).toHaveLength(201);
    for (const code of codes) expect(code).toMatch(/^L-[0-9A-F]{8}$/);
  });

  it('names each model and id once', () => {
    for (const key of ['model', 'modelId'] as const) {
      const names = quotaCodes.flatMap((entry) => entry[key] ?? []);
      expect(new Set(names).size).toBe(names.length);
    }
    for (const { model, modelId } of quotaCodes) expect(model ?? modelId).toBeDefined();
    for (const { modelId } of quotaCodes) if (modelId) expect(modelId).toMatch(bareModelId);
  });

  it('puts codes under their quotas', () => {
    expect(quotaCodes.find(({ model }) => model === 'Titan Text Embeddings V2')).toEqual({
      model: 'Titan Text Embeddings V2',
      modelId: 'amazon.titan-embed-text-v2:0',
      codes: {
        minRecordsPerJob: ['L-6F2B2616'],
        recordsPerJob: ['L-AAC5F6D6'],
        recordsPerFile: ['L-D1151D45'],
        fileBytes: ['L-3CAACDCF'],
        jobBytes: ['L-F687AD4D'],
        concurrentJobs: ['L-1AC1CABC'],
      },
      customConcurrentJobs: 'L-329D7443',
    });
    expect(quotaCodes.find(({ model }) => model === 'Qwen3 32B')?.codes.concurrentJobs).toEqual([
      'L-7B9A79C8',
      'L-87CD099E',
    ]);
    expect(quotaCodes.find(({ model }) => model === 'Claude Opus 4.5')?.codes).toEqual({
      recordsPerJob: ['L-2767B9A9'],
      concurrentJobs: ['L-E83AC604'],
    });
  });
});

function unitOf(quota: string): string {
  if (quota.endsWith('Bytes')) return 'bytes';
  return quota === 'concurrentJobs' ? 'jobs' : 'records';
}
