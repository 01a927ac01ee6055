import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  ListModelInvocationJobsCommand,
} from '@aws-sdk/client-bedrock';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { BedrockCall, Fault } from '../../../src/emulator/index.ts';
import { request, setUp, type Workbench } from './workbench.ts';

const THROTTLED: Fault = { status: 429, code: 'ThrottlingException', message: 'Too many requests' };

/** Makes the first `times` calls of Create go wrong. */
function firstCreates(times: number, fault: Fault) {
  const calls: BedrockCall[] = [];
  const faults = (call: BedrockCall): Fault | undefined => {
    calls.push(call);
    return call.operation === 'CreateModelInvocationJob' && call.count <= times ? fault : undefined;
  };
  return { calls, faults };
}

function client(bench: Workbench, maxAttempts: number): BedrockClient {
  return new BedrockClient({ ...bench.emulator.clientConfig, maxAttempts });
}

describe('faults.bedrock', () => {
  it('loses a reply: the job is there, and the same token finds it', async () => {
    const { faults } = firstCreates(1, { after: 'hangUp' });
    const bench = await setUp({ faults: { bedrock: faults } });
    const asked = { clientRequestToken: 'token-1' };

    await expect(bench.create(asked)).rejects.toMatchObject({ code: 'ECONNRESET' });
    const lost = bench.emulator.jobs()[0]?.jobArn;
    const found = await bench.create(asked);

    expect(found).toBe(lost);
    expect(bench.emulator.jobs()).toHaveLength(1);
  });

  it('hangs up before anything is done', async () => {
    const { faults } = firstCreates(1, { hangUp: true });
    const bench = await setUp({ faults: { bedrock: faults } });

    await expect(bench.create()).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect(bench.emulator.jobs()).toEqual([]);
  });

  it.each([
    [THROTTLED, 'ThrottlingException'],
    [{ status: 500, code: 'InternalServerException', message: 'Oops' }, 'InternalServerException'],
  ])('answers %j, which the SDK tries again', async (fault, name) => {
    const { faults, calls } = firstCreates(2, fault);
    const bench = await setUp({ faults: { bedrock: faults } });

    await expect(bench.create()).rejects.toMatchObject({ name });
    const { jobArn } = await client(bench, 3).send(new CreateModelInvocationJobCommand(request()));

    expect(jobArn).toBe(bench.emulator.jobs()[0]?.jobArn);
    expect(calls.map(({ count }) => count)).toEqual([1, 2, 3]);
  });

  it('waits before the work', async () => {
    const bench = await setUp({ faults: { bedrock: () => ({ delay: 1 }) } });

    await bench.create();

    expect(bench.emulator.jobs()).toHaveLength(1);
  });

  it('leaves S3 alone, and S3 faults leave Bedrock alone', async () => {
    const bench = await setUp({
      faults: {
        s3: () => ({ status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' }),
      },
    });

    const put = bench.s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'a', Body: 'a' }));
    await expect(put).rejects.toMatchObject({ name: 'SlowDown' });

    await expect(bench.bedrock.send(new ListModelInvocationJobsCommand({}))).resolves.toMatchObject(
      {
        invocationJobSummaries: [],
      },
    );
  });
});
