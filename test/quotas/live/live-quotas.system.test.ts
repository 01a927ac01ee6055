import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  createEmulator,
  type EmulatedQuota,
  type EmulatorOptions,
  type ServiceQuotasCall,
} from '../../../src/emulator/index.ts';
import {
  type LiveQuota,
  type LiveQuotas,
  type LiveQuotasOptions,
  type QuotaName,
  quotasFor,
  readLiveQuotas,
} from '../../../src/quotas/index.ts';
import { emulatedQuotas } from '../../support/emulated-quotas.ts';

const NOVA_LITE = 'amazon.nova-lite-v1:0';
const TITAN = 'amazon.titan-embed-text-v2:0';
const QWEN = 'qwen.qwen3-32b-v1:0';

async function read(
  model: string,
  emulator: EmulatorOptions = {},
  options: LiveQuotasOptions = {},
): Promise<LiveQuotas> {
  return readLiveQuotas(model, { serviceQuotas: await emulatedQuotas(emulator), ...options });
}

function rowOf(live: LiveQuotas, quota: QuotaName): LiveQuota {
  const row = live.rows.find((candidate) => candidate.quota === quota);
  if (row === undefined) throw new Error(`no row for ${quota}`);
  return row;
}

/** Changes what is shown of one quota. */
function change(code: string, changes: Partial<EmulatedQuota>): EmulatorOptions {
  return {
    serviceQuotas: (known) =>
      known.map((quota) => (quota.code === code ? { ...quota, ...changes } : quota)),
  };
}

describe('readLiveQuotas()', () => {
  it("takes the account's value, else AWS's default, else the table's", async () => {
    const live = await read(NOVA_LITE, { quotas: { recordsPerJob: 80_000 } });

    expect(live.region).toBe('us-east-1');
    expect(live.rows).toEqual([
      {
        quota: 'recordsPerFile',
        option: 'records-per-file',
        value: 50_000,
        origin: 'default',
        code: 'L-B8626674',
      },
      {
        quota: 'recordsPerJob',
        option: 'records-per-job',
        value: 80_000,
        origin: 'applied',
        code: 'L-916C9264',
      },
      {
        quota: 'minRecordsPerJob',
        option: 'min-records-per-job',
        value: 100,
        origin: 'default',
        code: 'L-39FA8DCA',
      },
      {
        quota: 'fileBytes',
        option: 'file-bytes',
        value: 1e9,
        origin: 'default',
        code: 'L-F60B56CC',
      },
      { quota: 'jobBytes', option: 'job-bytes', value: 5e9, origin: 'default', code: 'L-19E52681' },
      {
        quota: 'recordBytes',
        option: 'record-bytes',
        value: 25e6,
        origin: 'table',
        readOn: '2026-11-20',
        reason: 'It is no quota of Service Quotas',
      },
      {
        quota: 'concurrentJobs',
        option: 'concurrent-jobs',
        value: 20,
        origin: 'default',
        code: 'L-E2ED42E6',
      },
    ]);
  });

  it('gives what was read as overrides, and leaves out the table', async () => {
    const { overrides } = await read(NOVA_LITE, { quotas: { recordsPerJob: 80_000 } });

    expect(overrides).toEqual({
      ...quotasFor(NOVA_LITE).quotas,
      recordsPerJob: 80_000,
      recordBytes: undefined,
    });
    expect(Object.keys(overrides)).not.toContain('recordBytes');
    expect(quotasFor(NOVA_LITE, overrides).quotas.recordsPerJob).toBe(80_000);
  });

  it('goes by the code alone, whatever other quotas are called', async () => {
    const decoys: EmulatedQuota[] = [
      'Records per batch inference job for Nova Lite V1',
      'Minimum number of records per batch inference job for Nova Lite V1',
      'Records per batch inference job for Nova Lite V1 v2',
      'Batch inference job size for Nova Lite V1 (in GB)',
    ].map((name, index) => ({
      code: `L-0000000${index}`,
      name,
      defaultValue: 7,
      appliedValue: 7,
      adjustable: true,
    }));
    const live = await read(NOVA_LITE, {
      serviceQuotas: (known) => [
        ...decoys,
        ...known.map((quota) => ({ ...quota, name: 'Records per batch inference job' })),
        ...decoys,
      ],
    });

    expect(quotasFor(NOVA_LITE, live.overrides).quotas).toEqual(quotasFor(NOVA_LITE).quotas);
    expect(live.rows.filter(({ origin }) => origin === 'default')).toHaveLength(6);
  });

  it('reads both lists to their last page', async () => {
    const calls: ServiceQuotasCall[] = [];
    const live = await read(TITAN, {
      quotas: { minRecordsPerJob: 5, concurrentJobs: 7, recordsPerFile: 9, recordsPerJob: 11 },
      faults: { serviceQuotas: (call) => void calls.push(call) },
    });

    expect(rowOf(live, 'concurrentJobs')).toMatchObject({ value: 7, origin: 'applied' });
    expect(rowOf(live, 'fileBytes')).toMatchObject({ value: 1e9, origin: 'default' });
    const pages = (operation: string) => calls.filter((call) => call.operation === operation);
    expect(pages('ListAWSDefaultServiceQuotas')).toHaveLength(3);
    expect(pages('ListServiceQuotas')).toHaveLength(2);
  });

  it('takes a GB as the table does', async () => {
    const whole = await read(NOVA_LITE, change('L-19E52681', { appliedValue: 100 }));
    const broken = await read(
      NOVA_LITE,
      change('L-19E52681', { appliedValue: 0.29, unit: 'Gigabytes' }),
    );

    expect(rowOf(whole, 'jobBytes')).toMatchObject({ value: 100e9, origin: 'applied' });
    expect(rowOf(broken, 'jobBytes').value).toBe(290_000_000);
  });

  it('converts no unit by guess', async () => {
    const live = await read(NOVA_LITE, change('L-19E52681', { appliedValue: 4e9, unit: 'Bytes' }));

    expect(rowOf(live, 'jobBytes')).toMatchObject({
      value: 5e9,
      origin: 'table',
      reason:
        'Service Quotas says 4000000000 for L-19E52681 in "Bytes", and GB are expected. Service Quotas says 5 for L-19E52681 in "Bytes", and GB are expected',
    });
  });

  it.each([
    [-1, 'Service Quotas says -1 for L-916C9264, which no quota can be'],
    [Number.NaN, 'Service Quotas says NaN for L-916C9264, which no quota can be'],
    [100.5, 'Service Quotas says 100.5 for L-916C9264, which no quota can be'],
    [1e10 ** 2, 'Service Quotas says 100000000000000000000 for L-916C9264, which no quota can be'],
    [0, 'Service Quotas says 0 for L-916C9264, which lets nothing run until AWS raises it'],
  ])('falls back where the applied value is %s', async (appliedValue, reason) => {
    const live = await read(NOVA_LITE, change('L-916C9264', { appliedValue }));

    expect(rowOf(live, 'recordsPerJob')).toMatchObject({
      value: 50_000,
      origin: 'default',
      reason,
    });
  });

  it('falls back to the table where neither value can be', async () => {
    const live = await read(
      NOVA_LITE,
      change('L-916C9264', { appliedValue: -1, defaultValue: -2 }),
    );

    expect(rowOf(live, 'recordsPerJob')).toEqual({
      quota: 'recordsPerJob',
      option: 'records-per-job',
      value: 50_000,
      origin: 'table',
      code: 'L-916C9264',
      readOn: '2025-06-05',
      reason:
        'Service Quotas says -1 for L-916C9264, which no quota can be. Service Quotas says -2 for L-916C9264, which no quota can be',
    });
    expect(live.overrides).not.toHaveProperty('recordsPerJob');
  });

  it('takes a minimum of 0', async () => {
    const live = await read(NOVA_LITE, change('L-39FA8DCA', { appliedValue: 0 }));

    expect(rowOf(live, 'minRecordsPerJob')).toMatchObject({ value: 0, origin: 'applied' });
  });

  it('says so where a code is not listed', async () => {
    const live = await read(NOVA_LITE, {
      serviceQuotas: (known) => known.filter(({ code }) => code !== 'L-916C9264'),
    });

    expect(rowOf(live, 'recordsPerJob')).toMatchObject({
      value: 50_000,
      origin: 'table',
      reason: 'Service Quotas lists no L-916C9264 in us-east-1',
    });
    expect(rowOf(live, 'recordsPerFile').origin).toBe('default');
  });

  it('does not believe a job that may hold less than it must', async () => {
    const live = await read(NOVA_LITE, change('L-916C9264', { appliedValue: 50 }));

    const reason = 'A job would hold at most 50 records and need at least 100';
    expect(rowOf(live, 'recordsPerJob')).toMatchObject({ value: 50_000, origin: 'table', reason });
    expect(rowOf(live, 'minRecordsPerJob')).toMatchObject({ value: 100, origin: 'table', reason });
    expect(() => quotasFor(NOVA_LITE, live.overrides)).not.toThrow();
  });

  describe('with two codes for one quota', () => {
    it('takes the smaller value and says so', async () => {
      const live = await read(QWEN, change('L-87CD099E', { appliedValue: 12 }));

      expect(rowOf(live, 'concurrentJobs')).toEqual({
        quota: 'concurrentJobs',
        option: 'concurrent-jobs',
        value: 12,
        origin: 'applied',
        code: 'L-87CD099E',
        reason: 'L-7B9A79C8 says 20 and L-87CD099E says 12; the smaller is taken',
      });
    });

    it('has nothing to say where they agree, or one is not listed', async () => {
      const agreed = await read(QWEN);
      const alone = await read(QWEN, {
        serviceQuotas: (known) => known.filter(({ code }) => code !== 'L-7B9A79C8'),
      });

      expect(rowOf(agreed, 'concurrentJobs')).not.toHaveProperty('reason');
      expect(rowOf(alone, 'concurrentJobs')).toMatchObject({ code: 'L-87CD099E', value: 20 });
    });
  });

  it('gives a custom model its own concurrency', async () => {
    const emulator = change('L-329D7443', { appliedValue: 2 });

    const base = await read(TITAN, emulator);
    const custom = await read(TITAN, emulator, { custom: true });
    const longer = await read(`${TITAN}:8k`, emulator, { custom: true });

    expect(rowOf(base, 'concurrentJobs')).toMatchObject({ value: 20, code: 'L-1AC1CABC' });
    expect(rowOf(custom, 'concurrentJobs')).toMatchObject({ value: 2, code: 'L-329D7443' });
    expect(rowOf(custom, 'recordsPerJob')).toMatchObject({ value: 100_000, code: 'L-AAC5F6D6' });
    expect(longer.rows).toEqual(custom.rows);
    expect(
      rowOf(await read(NOVA_LITE, emulator, { custom: true }), 'concurrentJobs'),
    ).toMatchObject({
      value: 3,
      origin: 'table',
      reason: 'No source names its code in Service Quotas',
    });
  });

  it('reads what codes are known, and says of the others that they are not', async () => {
    const live = await read('anthropic.claude-opus-4-5-20251101-v1:0');

    expect(live.rows.map(({ origin }) => origin)).toEqual([
      'table',
      'default',
      'table',
      'table',
      'table',
      'table',
      'default',
    ]);
    expect(rowOf(live, 'fileBytes').reason).toBe('No source names its code in Service Quotas');
  });

  it('asks nobody where no code is known', async () => {
    const calls: ServiceQuotasCall[] = [];
    const live = await read('someone.new-model-v9:0', {
      faults: { serviceQuotas: (call) => void calls.push(call) },
    });

    expect(calls).toEqual([]);
    expect(live).not.toHaveProperty('region');
    expect(new Set(live.rows.map(({ origin }) => origin))).toEqual(new Set(['table']));
    expect(live.overrides).toEqual({});
    expect((await readLiveQuotas(undefined)).rows).toEqual(live.rows);
  });

  it('takes the table for all where access is denied, and says so', async () => {
    const live = await read(NOVA_LITE, {
      faults: {
        serviceQuotas: () => ({ status: 400, code: 'AccessDeniedException', message: 'Not you' }),
      },
    });

    expect(live.overrides).toEqual({});
    expect(rowOf(live, 'recordsPerJob').reason).toBe(
      'Service Quotas was refused with AccessDeniedException: "Not you"',
    );
  });

  it('takes defaults where only the list of applied values is denied, and says so', async () => {
    const live = await read(NOVA_LITE, {
      quotas: { recordsPerJob: 80_000 },
      faults: {
        serviceQuotas: ({ operation }) =>
          operation === 'ListServiceQuotas'
            ? { status: 400, code: 'AccessDeniedException', message: 'Not you' }
            : undefined,
      },
    });

    expect(rowOf(live, 'recordsPerJob')).toMatchObject({
      value: 50_000,
      origin: 'default',
      reason: 'ListServiceQuotas was refused with AccessDeniedException: "Not you"',
    });
  });

  it('keeps what it has read where a later page is refused', async () => {
    const live = await read(TITAN, {
      quotas: { recordsPerJob: 90_000, recordsPerFile: 9, minRecordsPerJob: 5, fileBytes: 1e8 },
      faults: {
        serviceQuotas: ({ operation, count }) =>
          operation === 'ListServiceQuotas' && count === 2
            ? { status: 400, code: 'TooManyRequestsException', message: 'Slowly' }
            : undefined,
      },
    });
    const early = await read(NOVA_LITE, {
      quotas: { recordsPerJob: 90_000, recordsPerFile: 9, minRecordsPerJob: 5, fileBytes: 1e8 },
      faults: {
        serviceQuotas: ({ operation, count }) =>
          operation === 'ListServiceQuotas' && count === 2
            ? { status: 400, code: 'TooManyRequestsException', message: 'Slowly' }
            : undefined,
      },
    });

    expect(rowOf(live, 'recordsPerJob')).toMatchObject({ value: 100_000, origin: 'default' });
    expect(rowOf(live, 'recordsPerJob').reason).toContain('TooManyRequestsException');
    expect(rowOf(early, 'recordsPerJob')).toMatchObject({ value: 90_000, origin: 'applied' });
    expect(rowOf(early, 'recordsPerJob')).not.toHaveProperty('reason');
  });

  it('does not follow a list that gives the same page for ever', async () => {
    const serviceQuotas = await emulatedQuotas({ quotas: { recordsPerJob: 80_000 } });
    serviceQuotas.middlewareStack.add(
      (next) => async (args) => {
        const reply = await next(args);
        return { ...reply, output: { ...reply.output, NextToken: 'YXBwbGllZCAw' } };
      },
      { step: 'initialize' },
    );

    const live = await readLiveQuotas(NOVA_LITE, { serviceQuotas });

    expect(rowOf(live, 'recordsPerJob')).toMatchObject({ value: 80_000, origin: 'applied' });
    expect(rowOf(live, 'jobBytes').reason).toContain(
      'ListServiceQuotas gives the same page for ever',
    );
  });

  it('is tried again by the SDK where it is throttled', async () => {
    const emulator = await createEmulator({
      quotas: { recordsPerJob: 80_000 },
      faults: {
        serviceQuotas: ({ count }) =>
          count === 1
            ? { status: 400, code: 'TooManyRequestsException', message: 'Slowly' }
            : undefined,
      },
    });
    onTestFinished(() => emulator.close());
    const serviceQuotas = new ServiceQuotasClient(emulator.clientConfig);
    onTestFinished(() => serviceQuotas.destroy());

    const live = await readLiveQuotas(NOVA_LITE, { serviceQuotas });

    expect(rowOf(live, 'recordsPerJob')).toMatchObject({ value: 80_000, origin: 'applied' });
  });

  it('takes the table where nobody listens', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const emulator = await createEmulator();
    await emulator.close();

    const live = await readLiveQuotas(NOVA_LITE, {
      region: 'eu-west-1',
      endpoint: emulator.endpoint,
    });

    expect(live.region).toBe('eu-west-1');
    expect(live.overrides).toEqual({});
    expect(rowOf(live, 'jobBytes').reason).toMatch(
      /^Service Quotas could not be asked: "[^"]*ECONNREFUSED/,
    );
  });

  it('makes a client of its own by the default chain', async () => {
    const emulator = await createEmulator({ quotas: { recordsPerJob: 80_000 } });
    onTestFinished(() => emulator.close());
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ENDPOINT_URL_SERVICE_QUOTAS', emulator.endpoint);
    onTestFinished(() => void vi.unstubAllEnvs());

    const live = await readLiveQuotas(NOVA_LITE);

    expect(live.region).toBe('us-east-1');
    expect(rowOf(live, 'recordsPerJob').value).toBe(80_000);
  });

  it('takes the table where no region is set', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());

    const live = await readLiveQuotas(NOVA_LITE);

    expect(live).not.toHaveProperty('region');
    expect(rowOf(live, 'jobBytes').reason).toBe(
      'Service Quotas was not asked, because no region is set',
    );
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const reading = read(
      NOVA_LITE,
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

    await expect(reading).rejects.toBe(reason);
    await expect(readLiveQuotas(NOVA_LITE, { signal: controller.signal })).rejects.toBe(reason);
  });
});
