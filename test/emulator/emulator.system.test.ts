import {
  GetModelInvocationJobCommand,
  StopModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import { setUp, titanLines } from './bedrock/workbench.ts';

async function start(): Promise<Emulator> {
  const emulator = await createEmulator();
  onTestFinished(() => emulator[Symbol.asyncDispose]());
  return emulator;
}

describe('createEmulator()', () => {
  it('listens on 127.0.0.1 with the defaults', async () => {
    const emulator = await start();

    expect(emulator.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(emulator).toMatchObject({
      region: 'us-east-1',
      account: '123456789012',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    expect(emulator.jobs()).toEqual([]);
  });

  it('runs jobs by the clock of the world', async () => {
    const bench = await setUp({ timeScale: 100 });
    await bench.put('in/a.jsonl', titanLines(3));
    const jobArn = await bench.create();

    let status: string | undefined;
    while (status !== 'Completed') {
      ({ status } = await bench.bedrock.send(
        new GetModelInvocationJobCommand({ jobIdentifier: jobArn }),
      ));
    }

    expect(await bench.outputs(jobArn, 'a.jsonl')).toHaveLength(3);
  });

  it('stops a job while it answers as fast as it can', async () => {
    const bench = await setUp({
      timeScale: 1000,
      answer: () => new Promise((resolve) => setImmediate(resolve, {})),
    });
    await bench.put('in/a.jsonl', titanLines(20_000));
    const jobArn = await bench.create();
    while ((await bench.get(jobArn)).processedRecordCount === 0);

    await bench.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobArn }));
    await bench.emulator.advance(1000);

    const job = await bench.get(jobArn);
    expect(job.status).toBe('Stopped');
    expect(job.processedRecordCount).toBeLessThan(20_000);
    expect(await bench.outputs(jobArn, 'a.jsonl')).toHaveLength(job.processedRecordCount ?? 0);
  });

  it('serves unsigned requests of both services by their paths', async () => {
    const emulator = await start();

    const bedrock = await fetch(`${emulator.endpoint}/model-invocation-jobs`);
    const s3 = await fetch(`${emulator.endpoint}/data`);
    const broken = await fetch(`${emulator.endpoint}/data?%`);

    expect(bedrock.status).toBe(403);
    expect(bedrock.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    expect(s3.status).toBe(403);
    expect(await s3.text()).toContain('<Code>AccessDenied</Code>');
    expect(broken.status).toBe(400);
  });

  it.each<[EmulatorOptions, string]>([
    [{ port: 70_000 }, 'port'],
    [{ region: 'US' }, 'region'],
    [{ account: '1' }, 'account'],
    [{ timeScale: -1 }, 'timeScale'],
    [{ recordsPerSecond: 0 }, 'recordsPerSecond'],
    [{ durations: { stopping: Number.NaN } }, 'durations.stopping'],
    [{ quotas: { recordsPerFile: 0 } }, 'records-per-file'],
  ])('refuses %j', async (options, option) => {
    await expect(createEmulator(options)).rejects.toMatchObject({ code: 'INVALID_OPTION', option });
  });

  it('says so where the port is taken', async () => {
    const first = await start();
    const port = Number(new URL(first.endpoint).port);

    await expect(createEmulator({ port })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'port',
    });
  });
});
