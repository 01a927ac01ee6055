import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BedrockCall, createEmulator, type Emulator } from '../../src/emulator/index.ts';
import {
  type Advanced,
  type AdvanceEvent,
  advance,
  collect,
  listen,
  type PlanEvent,
  partition,
  plan,
  seal,
  wake,
} from '../../src/lambda/index.ts';
import type { BedrockFault } from '../jobs/with-emulator.ts';
import { stubCredentials } from '../support/stub-credentials.ts';

const OUT = 's3://data/batch/films';
const FILMS = 600;
const DAY = 24 * 3_600_000;
const PLAN: PlanEvent = {
  out: OUT,
  source: 's3://data/films/',
  partitions: 3,
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{title}}',
  quotas: { recordsPerJob: 200, recordsPerFile: 100 },
};

/** What Lambda and Step Functions make of events and results. */
function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

describe('the handlers', () => {
  let emulator: Emulator;
  let s3: S3Client;
  let asked: AdvanceEvent;
  let faults: (call: BedrockCall) => BedrockFault;

  beforeEach(async () => {
    // two jobs at a time, whose clock is turned by hand
    faults = () => undefined;
    emulator = await createEmulator({
      timeScale: 0,
      quotas: { concurrentJobs: 2 },
      faults: { bedrock: (call) => faults(call) },
    });
    await emulator.createBucket('data');
    stubCredentials(emulator);
    vi.stubEnv('AWS_ENDPOINT_URL', emulator.endpoint);
    s3 = new S3Client(emulator.clientConfig);
    asked = { out: OUT, roleArn: `arn:aws:iam::${emulator.account}:role/Batch` };
  });

  afterEach(async () => {
    s3.destroy();
    vi.unstubAllEnvs();
    await emulator.close();
  });

  const put = (Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
  const putFilms = () =>
    put(
      'films/a.jsonl',
      Array.from({ length: FILMS }, (_, row) => `{"title":"Film ${row}"}\n`).join(''),
    );
  const read = async (uri: string) => {
    const Key = uri.replace('s3://data/', '');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    return (await Body?.transformToString()) ?? '';
  };

  async function sealed() {
    await putFilms();
    const { indexes } = asJson(await plan(asJson(PLAN)));
    for (const index of indexes) await partition(asJson({ out: OUT, index }));
    return asJson(await seal({ out: OUT }));
  }

  it('build, submit in two turns and collect, and make nothing new where they are called again', async () => {
    await putFilms();
    const planned = asJson(await plan(asJson(PLAN)));
    expect(planned).toEqual({
      ...{ out: OUT, rows: FILMS, bytes: expect.any(Number), indexes: [0, 1, 2], reused: false },
    });
    expect(await plan(PLAN)).toEqual({ ...planned, reused: true });

    for (const index of planned.indexes)
      expect(asJson(await partition({ out: OUT, index }))).toMatchObject({
        ...{ index, records: 200, rejected: 0, reused: false },
      });
    expect(await partition({ out: OUT, index: 1 })).toMatchObject({ records: 200, reused: true });

    const dataset = asJson(await seal({ out: OUT }));
    expect(dataset).toMatchObject({ records: FILMS, jobs: 3, shares: [0, 1, 2], of: 3 });
    expect(await seal({ out: OUT })).toEqual({ ...dataset, reused: true });
    expect(await partition({ out: OUT, index: 1 })).toMatchObject({ reused: true });
    expect(await plan(PLAN)).toEqual({ out: OUT, indexes: [], reused: true });

    // the quota has room for two, in every turn
    for (let turn = 0; turn < 2; turn += 1)
      expect(asJson(await advance(asJson(asked)))).toMatchObject({
        ...{ out: OUT, run: 'main', done: false, jobs: 3, submitted: 2, ended: 0, failed: 0 },
      });
    await emulator.advance(DAY);
    expect(await advance(asked)).toMatchObject({ done: false, submitted: 3, ended: 2 });
    await emulator.advance(DAY);
    const done = asJson(await advance(asked));
    expect(done).toMatchObject({ done: true, submitted: 3, ended: 3, failed: 0 });
    expect(done.records).toEqual({ total: FILMS, processed: FILMS, failed: 0 });
    expect(await advance(asked)).toEqual(done);

    const titles: unknown[] = [];
    for (const index of dataset.shares) {
      const share = asJson(await collect({ out: OUT, index, of: dataset.of }));
      expect(share).toMatchObject({ index, of: 3, jobs: 1, reused: false });
      expect(await collect({ out: OUT, index, of: 3 })).toEqual({ ...share, reused: true });
      const lines = (await read(share.outcomes)).trimEnd().split('\n');
      titles.push(...lines.map((line) => JSON.parse(line).recordId));
    }
    expect(new Set(titles).size).toBe(FILMS);
    expect(titles).toHaveLength(FILMS);
    expect(emulator.jobs()).toHaveLength(3);
  });

  it('go on where a request was throttled, and was then refused for the quota', async () => {
    await sealed();
    let creates = 0;
    faults = ({ operation }) => {
      if (operation !== 'CreateModelInvocationJob') return undefined;
      creates += 1;
      return creates === 3
        ? { status: 429, code: 'ThrottlingException', message: 'slow down' }
        : undefined;
    };

    // behind the refusal may be a job, as far as the request tells
    expect(await advance(asked)).toMatchObject({ done: false, submitted: 2 });
    await emulator.advance(DAY);
    expect(await advance(asked)).toMatchObject({ done: false, submitted: 3, ended: 2 });
    await emulator.advance(DAY);
    expect(await advance(asked)).toMatchObject({ done: true, submitted: 3, ended: 3, failed: 0 });
    expect(creates).toBe(5);
    expect(emulator.jobs()).toHaveLength(3);
  });

  it('keep tokens for a dataset, and give each back once for a job of it', async () => {
    await sealed();
    await advance(asked);
    const [job] = emulator.jobs();
    const event = { jobArn: job?.jobArn ?? '', datasets: 's3://data/batch/' };
    const listening = ['token one', 'token two'];
    for (const token of listening) expect(await listen({ out: OUT, token })).toEqual({ out: OUT });
    await listen({ out: OUT, token: 'token two' });
    await listen({ out: OUT, token: 'token three', run: 'other' });
    await listen({ out: 's3://data/batch/songs', token: 'of others' });

    expect(await wake({ ...event, datasets: 's3://data/elsewhere' })).toEqual({ tokens: [] });
    const { tokens } = asJson(await wake(asJson(event)));
    expect(tokens.toSorted()).toEqual([...listening, 'token three'].toSorted());
    expect(await wake(event)).toEqual({ tokens: [] });
    await expect(listen({ out: OUT, token: '' })).rejects.toMatchObject({
      message: expect.stringContaining('token is'),
    });
    await expect(listen({ out: OUT, token: 'a', run: '../x' })).rejects.toMatchObject({
      name: 'StepError',
    });
    await expect(wake({ ...event, jobArn: 'films' })).rejects.toMatchObject({ name: 'StepError' });
    // what waits is no part of the run
    await emulator.advance(DAY);
    expect(await advance(asked)).toMatchObject({ submitted: 3, ended: 2 });
  });

  it('ask for a job three times that fails before anything is processed, and say why', async () => {
    await sealed();
    const told: Advanced[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      // whoever may write there makes the job refuse its input
      await put('batch/films/jobs/0001/a.jsonl', 'no record\n');
      told.push(await advance(asked));
      await emulator.advance(DAY);
      if (told.at(-1)?.done === true) break;
    }

    expect(told.at(-1)).toMatchObject({ done: true, jobs: 3, submitted: 3, ended: 3, failed: 1 });
    expect(told.at(-1)?.message).toEqual(expect.any(String));
    expect(emulator.jobs()).toHaveLength(5);
    await expect(advance({ ...asked, run: 'other', mostAttempts: 0 })).rejects.toMatchObject({
      name: 'StepError',
      message: expect.stringContaining('mostAttempts is 0'),
    });
    await advance(asked);
    expect(emulator.jobs()).toHaveLength(5);
  });

  it('say by the name of the error whether a step may be repeated', async () => {
    const nowhere = { out: 's3://data/none', index: 0 };
    await expect(partition(nowhere)).rejects.toMatchObject({
      name: 'StepError',
      code: 'DATASET_NOT_FOUND',
      message: expect.stringMatching(/^DATASET_NOT_FOUND: There is no plan in /),
    });
    await put('films/a.jsonl', '{"title":"A film"}\n{"title":""}\n');
    await plan({ ...PLAN, partitions: 1 });
    await expect(partition({ out: OUT, index: 0 })).rejects.toMatchObject({
      name: 'StepError',
      message: expect.stringMatching(
        /^DATASET_INVALID: .*s3:\/\/data\/films\/a\.jsonl:2: TEMPLATE_PROMPT_EMPTY: /,
      ),
    });
    await expect(seal({ out: OUT })).rejects.toMatchObject({ code: 'PARTITIONS_MISSING' });
    await emulator.close();
    await expect(partition({ out: OUT, index: 0 })).rejects.toMatchObject({
      name: 'RepeatableStepError',
      code: 'S3_REQUEST',
    });
  });

  it.each([
    [{ out: 'films', index: 0 }, 'out is "\\"films\\""'],
    [{ out: OUT, index: '0' }, 'index is'],
    [{ out: OUT, index: 0.5 }, 'index is'],
    [{ out: OUT, indx: 0 }, 'Did you mean index?'],
    [null, 'event of a step is an object'],
  ])('refuse the event %j', async (event, why) => {
    await expect(partition(event as never)).rejects.toMatchObject({
      name: 'StepError',
      code: 'INVALID_OPTION',
      message: expect.stringContaining(why),
    });
  });
});
