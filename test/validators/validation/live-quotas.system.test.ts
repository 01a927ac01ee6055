import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import type { EmulatorOptions } from '../../../src/emulator/index.ts';
import {
  type DatasetReport,
  type UsedQuota,
  type ValidateOptions,
  validateDataset,
} from '../../../src/validators/index.ts';
import { emulatedQuotas } from '../../support/emulated-quotas.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';
const folder = useTemporaryFolder();

function lines(count: number): { bytes: Uint8Array[] } {
  const text = Array.from(
    { length: count },
    (_, index) => `{"recordId":"${index}","modelInput":{"inputText":"Hello"}}\n`,
  );
  return { bytes: [new TextEncoder().encode(text.join(''))] };
}

async function check(
  emulator: EmulatorOptions,
  options: ValidateOptions = {},
): Promise<DatasetReport> {
  const serviceQuotas = await emulatedQuotas(emulator);
  return validateDataset(lines(10), { model: TITAN, liveQuotas: { serviceQuotas }, ...options });
}

function used({ quotas }: DatasetReport, option: string): UsedQuota | undefined {
  return quotas?.rows.find((row) => row.option === option);
}

describe('validateDataset() with liveQuotas', () => {
  it("checks by the account's own values and says so", async () => {
    const report = await check({ quotas: { minRecordsPerJob: 11 } });

    expect(report.diagnostics).toMatchObject([
      { code: 'QUOTA_RECORDS_PER_JOB_MIN', args: { limit: 11, actual: 10 } },
    ]);
    expect(report.quotas?.region).toBe('us-east-1');
    expect(used(report, 'min-records-per-job')).toMatchObject({
      value: 11,
      origin: 'applied',
      code: 'L-6F2B2616',
    });
    expect(used(report, 'record-bytes')?.origin).toBe('table');
  });

  it("takes the caller's value above the live one", async () => {
    const report = await check(
      { quotas: { minRecordsPerJob: 11 } },
      { quotas: { minRecordsPerJob: 10, recordsPerJob: undefined } },
    );

    expect(report.valid).toBe(true);
    expect(used(report, 'min-records-per-job')).toEqual({
      quota: 'minRecordsPerJob',
      option: 'min-records-per-job',
      value: 10,
      origin: 'given',
    });
    expect(used(report, 'records-per-job')?.origin).toBe('default');
  });

  it('takes the live value above that of the manifest, and the manifest above the table', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => ({ text: `text ${index}` }));
    const { folder: built } = await buildDataset(rows, {
      model: TITAN,
      prompt: '{{text}}',
      out: `${folder.path}/out`,
      quotas: { minRecordsPerJob: 5, recordBytes: 1000 },
    });
    const serviceQuotas = await emulatedQuotas({ quotas: { minRecordsPerJob: 11 } });

    const live = await validateDataset(built, { liveQuotas: { serviceQuotas } });
    const plain = await validateDataset(built);

    expect(live.diagnostics).toMatchObject([
      { code: 'QUOTA_RECORDS_PER_JOB_MIN', args: { limit: 11 } },
    ]);
    expect(used(live, 'record-bytes')).toMatchObject({ value: 1000, origin: 'manifest' });
    expect(plain.valid).toBe(true);
    expect(plain).not.toHaveProperty('quotas');
  });

  it('is not stopped by a denial, and says why the table was used', async () => {
    const report = await check(
      {
        quotas: { minRecordsPerJob: 11 },
        faults: {
          serviceQuotas: () => ({ status: 400, code: 'AccessDeniedException', message: 'No' }),
        },
      },
      { quotas: { minRecordsPerJob: 10 } },
    );

    expect(report.valid).toBe(true);
    expect(used(report, 'records-per-job')).toMatchObject({
      value: 100_000,
      origin: 'table',
      readOn: '2026-08-13',
      reason: expect.stringContaining('AccessDeniedException'),
    });
  });

  it('finds the quotas of the model behind a profile', async () => {
    const report = await check(
      { quotas: { minRecordsPerJob: 11 } },
      { model: 'us.amazon.nova-lite-v1:0' },
    );

    expect(used(report, 'min-records-per-job')).toMatchObject({ value: 11, code: 'L-39FA8DCA' });
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');

    const checking = check(
      {
        faults: {
          serviceQuotas: () => {
            controller.abort(reason);
            return { delay: 10_000 };
          },
        },
      },
      { signal: controller.signal },
    );

    await expect(checking).rejects.toBe(reason);
  });
});
