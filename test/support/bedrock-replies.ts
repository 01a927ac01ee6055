import { onTestFinished } from 'vitest';
import { serveOnLoopback } from './loopback.ts';

/** What a server in Bedrock's place answers, by the kind of call. */
export interface Replies {
  /** The same for each List, or made of the token that it was asked with. */
  readonly list?: unknown;
  /** Called for each Get, from 1. */
  readonly get?: ((call: number, identifier: string) => unknown) | undefined;
}

/** Starts a server that gives Get and List whatever a test wants to see read; closed after the test. Gives its URL. */
export async function startReplies({ list, get }: Replies): Promise<string> {
  let calls = 0;
  const { endpoint, stop } = await serveOnLoopback((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const isList = path === '/model-invocation-jobs';
    if (!isList) calls += 1;
    const token = new URL(request.url ?? '', endpoint).searchParams.get('nextToken');
    const page = typeof list === 'function' ? list(token) : list;
    const reply = isList ? page : get?.(calls, path.slice('/model-invocation-job/'.length));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply));
  });
  onTestFinished(stop);
  return endpoint;
}

/** A job as List and Get tell of it; its id ends in the number. */
export const jobReply = (number: number, change: object = {}): Record<string, unknown> => ({
  jobArn: `arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijk${number}`,
  jobName: `texts-000${number}`,
  modelId: 'amazon.titan-embed-text-v2:0',
  roleArn: 'arn:aws:iam::123456789012:role/BatchRole',
  status: 'InProgress',
  submitTime: '2026-11-20T12:00:00Z',
  inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://bucket/in/', s3InputFormat: 'JSONL' } },
  outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket/out/' } },
  ...change,
});
