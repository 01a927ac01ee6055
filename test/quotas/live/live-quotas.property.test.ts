import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmulator, type EmulatedQuota } from '../../../src/emulator/index.ts';
import {
  type LiveQuotas,
  quotaCodes,
  quotaNames,
  quotasFor,
  readLiveQuotas,
} from '../../../src/quotas/index.ts';

const models = quotaCodes.flatMap(({ modelId }) => modelId ?? []);
const codes = quotaCodes.flatMap((entry) => [
  ...Object.values(entry.codes).flat(),
  ...(entry.customConcurrentJobs === undefined ? [] : [entry.customConcurrentJobs]),
]);

/** Names a matcher would trip over, for whatever code. */
const name = fc.oneof(
  fc.constantFrom(
    'Records per batch inference job for Claude 3 Haiku',
    'Minimum number of records per batch inference job for Claude 3 Haiku',
    'Records per batch inference job for Claude 3.5 Sonnet',
    'Records per batch inference job for Claude 3.5 Sonnet v2',
    'Batch inference job size (in GB) for Qwen3 32B',
    'Batch inference job size for Qwen3 32B (in GB)',
  ),
  fc.string({ maxLength: 60 }),
);

const value = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined });

/** Every known code in any order with any name and values, and codes that belong to nobody. */
const shown = fc
  .tuple(
    fc.shuffledSubarray(codes, { minLength: codes.length - 30 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }),
    fc.infiniteStream(
      fc.record({ name, defaultValue: fc.integer({ min: 1, max: 1e6 }), appliedValue: value }),
    ),
  )
  .map(([known, strange, stream]): EmulatedQuota[] => {
    const all = [
      ...known,
      ...strange.map((number) => `L-FFFF${number.toString(16).toUpperCase().padStart(4, '0')}`),
    ];
    return all.map((code) => ({ code, adjustable: true, ...next(stream) }));
  });

function next<Value>(stream: fc.Stream<Value>): Value {
  const { value: drawn, done } = stream.next();
  if (done === true) throw new Error('the stream ended');
  return drawn;
}

describe('readLiveQuotas()', () => {
  it('always goes by exact codes, whatever quotas are called, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(shown, fc.constantFrom(...models), async (listed, model) => {
        const live = await readFrom(listed, model);

        for (const row of live.rows) {
          const own = ownCodes(model, row.quota);
          if (row.origin === 'table') continue;
          expect(own).toContain(row.code);
          const scale = row.quota.endsWith('Bytes') ? 1e9 : 1;
          const values = listed
            .filter(({ code }) => own.includes(code))
            .map((quota) => (quota.appliedValue ?? quota.defaultValue) * scale);
          expect(row.value).toBe(Math.min(...values));
        }
        const listedCodes = new Set(listed.map(({ code }) => code));
        for (const quota of quotaNames) {
          const isListed = ownCodes(model, quota).some((code) => listedCodes.has(code));
          const row = live.rows.find((candidate) => candidate.quota === quota);
          const isDoubted = row?.reason?.startsWith('A job would hold') === true;
          expect(row?.origin === 'table').toBe(!isListed || isDoubted);
        }
        expect(() => quotasFor(model, live.overrides)).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });
});

async function readFrom(listed: readonly EmulatedQuota[], model: string): Promise<LiveQuotas> {
  const emulator = await createEmulator({ serviceQuotas: () => listed });
  const serviceQuotas = new ServiceQuotasClient(emulator.clientConfig);
  try {
    return await readLiveQuotas(model, { serviceQuotas });
  } finally {
    serviceQuotas.destroy();
    await emulator.close();
  }
}

function ownCodes(model: string, quota: (typeof quotaNames)[number]): readonly string[] {
  return quotaCodes.find(({ modelId }) => modelId === model)?.codes[quota] ?? [];
}
