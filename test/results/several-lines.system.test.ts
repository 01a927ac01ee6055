import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/dataset/index.ts';
import { type JobOutcomes, type Outcome, readOutcomes } from '../../src/results/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

const said = (text: string, stop: string) => ({
  modelOutput: { content: [{ type: 'text', text }], stop_reason: stop },
});
/** A failure that holds an output. */
const refused = (note: string) => ({
  modelOutput: { content: [], stop_reason: 'refusal', note },
});
const busy = { error: { errorCode: 'ThrottlingException', errorMessage: 'slow down' } };

const lineOf = (id: number, members: object) =>
  JSON.stringify({ recordId: String(id).padStart(8, '0'), modelInput: {}, ...members });

/** A run of four records whose one output is written anew. */
async function runWith(shop: Workshop, ...parts: readonly (string | Uint8Array)[]): Promise<Run> {
  const run = await shop.finish(
    await shop.submit(textRows(4), { model: MODEL, record: undefined, prompt: '{{text}}' }),
  );
  const { Contents = [] } = await shop.s3.send(
    new ListObjectsV2Command({ Bucket: 'data', Prefix: 'in/' }),
  );
  const keys = Contents.map((object) => object.Key ?? '');
  const Key = keys.find((key) => key.endsWith('.jsonl.out')) ?? '';
  const Body = Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\n')]));
  await shop.s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
  await shop.s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
  return run;
}

async function read(shop: Workshop, run: Run) {
  const jobs: JobOutcomes[] = [];
  const outcomes: Outcome[] = [];
  for await (const outcome of readOutcomes(run, {
    s3: shop.s3,
    onJob: (job) => jobs.push(job),
  }))
    outcomes.push(outcome);
  const [job] = jobs;
  return { outcomes, job };
}

const endsOf = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ recordId, status, finishReason }) => [Number(recordId), status, finishReason]);

describe('several lines for one record', () => {
  it('give a success before a failure, whatever their order, and the first of equals', async () => {
    await using shop = await Workshop.open();
    const run = await runWith(
      shop,
      lineOf(1, busy),
      lineOf(2, said('whole', 'end_turn')),
      '',
      lineOf(3, said('cu', 'max_tokens')),
      lineOf(4, busy),
      lineOf(1, said('whole', 'end_turn')),
      lineOf(2, busy),
      ' \r',
      lineOf(3, said('cut but longer', 'max_tokens')),
    );

    const { outcomes, job } = await read(shop, run);

    expect(endsOf(outcomes)).toEqual([
      [2, 'succeeded', 'stop'],
      [3, 'succeeded', 'length'],
      [1, 'succeeded', 'stop'],
      [4, 'failed', undefined],
    ]);
    expect(outcomes[1]?.text).toBe('cu');
    expect(outcomes[3]?.error).toMatchObject({ code: 'ThrottlingException', retryable: true });
    expect(job).toMatchObject({ anomalies: 3, conflicts: 1 });
    expect(job?.anomalyExamples.map(({ kind, line }) => [kind, line])).toEqual([
      ['conflict', 9],
      ['duplicate', 1],
      ['duplicate', 7],
    ]);
  });

  it('are held in bounded memory: what does not fit is read a second time', async () => {
    await using shop = await Workshop.open();
    const long = 'long '.repeat(600_000);
    const run = await runWith(
      shop,
      lineOf(1, refused(`${long}1`)),
      lineOf(2, refused(`${long}2`)),
      lineOf(3, refused(`${long}3`)),
      lineOf(4, busy),
      lineOf(2, said('whole', 'end_turn')),
    );

    const { outcomes, job } = await read(shop, run);

    expect(endsOf(outcomes)).toEqual([
      [2, 'succeeded', 'stop'],
      [1, 'failed', 'refusal'],
      [4, 'failed', undefined],
      [3, 'failed', 'refusal'],
    ]);
    expect(outcomes[3]?.output).toMatchObject({ note: `${long}3` });
    expect(job).toMatchObject({
      counts: { succeeded: 1, failed: 3, missing: 0 },
      anomalies: 1,
    });
  });

  it('say so where the file is another one when it is read a second time', async () => {
    await using shop = await Workshop.open();
    const long = 'long '.repeat(900_000);
    const run = await runWith(shop, lineOf(1, refused(long)), lineOf(2, said('whole', 'end_turn')));
    const outcomes = readOutcomes(run, { s3: shop.s3 });
    expect((await outcomes.next()).value).toMatchObject({ text: 'whole' });
    const { Contents = [] } = await shop.s3.send(
      new ListObjectsV2Command({ Bucket: 'data', Prefix: 'in/' }),
    );
    const keys = Contents.map((object) => object.Key ?? '');
    const Key = keys.find((key) => key.endsWith('.jsonl.out')) ?? '';
    await shop.s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body: '{}\n' }));

    await expect(
      (async () => {
        for await (const _outcome of outcomes);
      })(),
    ).rejects.toMatchObject({
      code: 'S3_REQUEST',
      message: expect.stringContaining('was changed while it was read'),
    });
  });
});

describe('a line that is no UTF-8', () => {
  it('fails its record with a code of its own', async () => {
    await using shop = await Workshop.open();
    const broken = Buffer.from(lineOf(2, said('sp?m', 'end_turn')));
    broken[broken.indexOf('?')] = 0xe9;
    const run = await runWith(shop, lineOf(1, said('whole', 'end_turn')), broken);

    const { outcomes } = await read(shop, run);

    expect(outcomes.find(({ recordId }) => recordId === '00000002')).toMatchObject({
      status: 'failed',
      error: { code: 'MODEL_OUTPUT_ENCODING', retryable: false },
    });
    expect(JSON.stringify(outcomes)).not.toContain('\uFFFD');
  });
});
