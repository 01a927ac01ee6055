import { BedrockClient } from '@aws-sdk/client-bedrock';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import type { BedrockCall, Emulator, EmulatorOptions } from '../../src/emulator/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { type ReplyProxy, type Rewrite, startReplyProxy } from '../support/reply-proxy.ts';
import { INPUT_URI, noSleep, ROLE } from './fixture.ts';

export type BedrockFault = ReturnType<
  NonNullable<NonNullable<EmulatorOptions['faults']>['bedrock']>
>;

/** Everything a test needs to submit to an emulator of its own, whose jobs stand still until its clock is turned. */
export interface Bench {
  readonly emulator: Emulator;
  readonly bedrock: BedrockClient;
  /** Faults from now on. */
  fail(faults: (call: BedrockCall) => BedrockFault): void;
  /** Calls so far, by operation. */
  calls(operation: BedrockCall['operation']): number;
  /** Puts a shard of records where a job looks for it. */
  putShard(folder: string, records?: number): Promise<void>;
  /** What every submission of the tests asks for. */
  readonly options: {
    readonly bedrock: BedrockClient;
    readonly roleArn: string;
    readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
    readonly random: () => number;
  };
}

export async function startBench(options: EmulatorOptions = {}): Promise<Bench> {
  let faults: (call: BedrockCall) => BedrockFault = () => undefined;
  const counts = new Map<string, number>();
  const emulator = await createEmulator({
    timeScale: 0,
    ...options,
    faults: {
      bedrock: (call) => {
        counts.set(call.operation, call.count);
        return faults(call);
      },
    },
  });
  onTestFinished(() => emulator.close());
  const bedrock = new BedrockClient({ ...emulator.clientConfig, maxAttempts: 1 });
  onTestFinished(() => bedrock.destroy());
  const { sleep, random } = noSleep();
  return {
    emulator,
    bedrock,
    fail: (next) => {
      faults = next;
    },
    calls: (operation) => counts.get(operation) ?? 0,
    putShard: (folder, records = 100) => putShard(emulator, folder, records),
    options: { bedrock, roleArn: ROLE, sleep, random },
  };
}

/** The same behind a proxy that rewrites replies: `options` goes through it. */
export async function startBenchBehind(
  rewrite: Rewrite,
): Promise<Bench & { readonly proxy: ReplyProxy }> {
  const bench = await startBench();
  const proxy = await startReplyProxy(bench.emulator.endpoint, rewrite);
  const { endpoint } = proxy;
  const bedrock = new BedrockClient({ ...bench.emulator.clientConfig, endpoint, maxAttempts: 1 });
  onTestFinished(() => bedrock.destroy());
  return { ...bench, proxy, options: { ...bench.options, bedrock } };
}

async function putShard(emulator: Emulator, folder: string, records: number): Promise<void> {
  const s3 = new S3Client(emulator.clientConfig);
  const { hostname: Bucket, pathname } = new URL(INPUT_URI);
  await emulator.createBucket(Bucket);
  const Body = Array.from(
    { length: records },
    (_, index) => `{"recordId":"${index}","modelInput":{"inputText":"Text ${index}"}}\n`,
  ).join('');
  const Key = `${pathname.slice(1)}${folder}/shard-00000.jsonl`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  s3.destroy();
}

/** Fails the first calls of an operation. */
export function failFirst(
  operation: BedrockCall['operation'],
  times: number,
  fault: BedrockFault,
): (call: BedrockCall) => BedrockFault {
  let left = times;
  return (call) => {
    if (call.operation !== operation || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}
