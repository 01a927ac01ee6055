import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../../../src/emulator/index.ts';
import { stubCredentials } from '../../support/stub-credentials.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';
const DENIED: EmulatorOptions = {
  faults: { serviceQuotas: () => ({ status: 400, code: 'AccessDeniedException', message: 'No' }) },
};
const folder = useTemporaryFolder();

/** Starts an emulator that the SDK's default chain leads to. */
async function start(options: EmulatorOptions = {}): Promise<string> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  stubCredentials(emulator);
  return emulator.endpoint;
}
afterEach(() => void vi.unstubAllEnvs());

describe('bedrock-batch quotas --live', () => {
  const live = ['quotas', '--model', `us.${TITAN}`, '--live'];

  it('shows values, where they are from, and their codes', async () => {
    const endpoint = await start({ quotas: { recordsPerJob: 80_000 } });

    const ended = await runMain([...live, '--endpoint-url', endpoint]);

    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^QUOTA +VALUE +UNIT +ADJUSTABLE +FROM +READ ON +CODE$/m);
    expect(ended.stdout).toMatch(/^records-per-job +80,000 +records +yes +applied +L-AAC5F6D6$/m);
    expect(ended.stdout).toMatch(/^records-per-file +50,000 +records +yes +default +L-D1151D45$/m);
    expect(ended.stdout).toMatch(/^record-bytes +25,000,000 +bytes +no +table +2026-11-20$/m);
    expect(ended.stdout).toContain('record-bytes: It is no quota of Service Quotas');
  });

  it('goes to the endpoint of the environment, and takes a value of the caller above all', async () => {
    vi.stubEnv(
      'AWS_ENDPOINT_URL_SERVICE_QUOTAS',
      await start({ quotas: { recordsPerJob: 80_000 } }),
    );

    const ended = await runMain([...live, '--quota', 'records-per-job=70000', '--json']);

    expect(JSON.parse(ended.stdout)).toMatchObject({
      model: `us.${TITAN}`,
      foundationModel: TITAN,
      region: 'us-east-1',
      quotas: { recordsPerJob: 70_000, recordsPerFile: 50_000 },
      rows: expect.arrayContaining([
        { quota: 'recordsPerJob', option: 'records-per-job', value: 70_000, origin: 'given' },
        {
          quota: 'recordsPerFile',
          option: 'records-per-file',
          value: 50_000,
          origin: 'default',
          code: 'L-D1151D45',
        },
      ]),
    });
  });

  it('shows the table where access is denied, and why', async () => {
    const endpoint = await start(DENIED);

    const ended = await runMain([...live, '--endpoint-url', endpoint]);

    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^records-per-job +100,000 +records +yes +table +2026-08-13/m);
    expect(ended.stdout).toContain('Service Quotas was refused with AccessDeniedException: "No"');
  });

  it('needs a model', async () => {
    const ended = await runMain(['quotas', '--live']);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Name it with --model');
  });
});

describe('bedrock-batch validate --live-quotas', () => {
  async function validate(...flags: readonly string[]) {
    const path = join(folder.path, 'records.jsonl');
    const line = '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n';
    await writeFile(path, line);
    return runMain(['validate', path, '--model', TITAN, '--live-quotas', ...flags]);
  }

  it("checks by the account's values and says which were used", async () => {
    const endpoint = await start({ quotas: { minRecordsPerJob: 1 } });

    const ended = await validate('--endpoint-url', endpoint);

    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(
      "Quotas: records-per-file, records-per-job, file-bytes, job-bytes, concurrent-jobs AWS's default in us-east-1; min-records-per-job applied in us-east-1; record-bytes from the table of 2026-11-20\nrecord-bytes: It is no quota of Service Quotas\n",
    );
  });

  it('has them in JSON', async () => {
    const endpoint = await start({ quotas: { minRecordsPerJob: 2 } });

    const ended = await validate('--endpoint-url', endpoint, '--json');

    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      valid: false,
      quotas: {
        region: 'us-east-1',
        rows: expect.arrayContaining([
          expect.objectContaining({ option: 'min-records-per-job', value: 2, origin: 'applied' }),
        ]),
      },
    });
    expect(ended.stderr).not.toContain('Quotas:');
  });

  it('is not failed by a denial', async () => {
    const endpoint = await start(DENIED);

    const ended = await validate('--endpoint-url', endpoint, '--quota', 'min-records-per-job=1');

    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('min-records-per-job as given');
    expect(ended.stderr).toContain('from the table of 2025-06-05');
    expect(ended.stderr).toContain('AccessDeniedException');
  });

  it('asks nobody without the flag', async () => {
    const calls: unknown[] = [];
    const endpoint = await start({ faults: { serviceQuotas: (call) => void calls.push(call) } });
    vi.stubEnv('AWS_ENDPOINT_URL_SERVICE_QUOTAS', endpoint);
    const path = join(folder.path, 'records.jsonl');
    await writeFile(path, '');

    const ended = await runMain(['validate', path, '--model', TITAN]);

    expect(ended.stderr).not.toContain('Quotas:');
    expect(calls).toEqual([]);
  });
});
