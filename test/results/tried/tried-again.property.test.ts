import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  beginRun,
  datasetFile,
  openDataset,
  outcomesPath,
  type Run,
  roundFolder,
} from '../../../src/dataset/index.ts';
import { formatOutcome, type Outcome } from '../../../src/results/index.ts';
import { TriedAgain } from '../../../src/results/tried/tried-again.ts';
import { type SampleDataset, sampleDataset } from '../../support/sample-dataset.ts';

const PLACE = {
  run: 'main',
  target: { region: 'us-east-1', account: '123456789012', endpoint: 'aws' },
  inputUri: 's3://bucket/in/',
  outputUri: 's3://bucket/out/',
};
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/0123456789ab';
const SUMS = {
  counts: { succeeded: 0, failed: 0, unprocessed: 0, missing: 0 },
  tokens: { inputTokens: 0, outputTokens: 0 },
};

type End = Pick<Outcome, 'status' | 'finishReason' | 'output'>;

const end: fc.Arbitrary<End> = fc.oneof(
  fc.record({ status: fc.constant('succeeded' as const), output: fc.jsonValue() }),
  fc.record({
    status: fc.constant('succeeded' as const),
    finishReason: fc.constantFrom('stop' as const, 'length' as const, 'refusal' as const),
    output: fc.jsonValue(),
  }),
  fc.record({
    status: fc.constantFrom('failed' as const, 'unprocessed' as const, 'missing' as const),
  }),
);

/** Ids that are hard to compare, and such as builds make. */
const id = fc.oneof(
  fc.nat({ max: 20 }).map((number) => String(number).padStart(8, '0')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.constantFrom('"', '\\', 'é', '\u2028', 'a'.repeat(600)),
);

/** For each record what its attempts came to: the first one is that of the run itself, and a round may leave a record out. */
const records = fc.uniqueArray(
  fc.record({
    id,
    own: end,
    again: fc.array(fc.option(end, { nil: undefined }), { maxLength: 3 }),
  }),
  { selector: (record) => record.id, minLength: 1, maxLength: 30 },
);

/** How much an outcome is worth, as the documentation says it. */
function worthOf({ status, finishReason }: End): number {
  if (status === 'failed') return 1;
  if (status !== 'succeeded') return 0;
  return finishReason === undefined || finishReason === 'stop' ? 3 : 2;
}

const outcomeOf = (recordId: string, what: End, line: number): Outcome => ({
  recordId,
  ...what,
  job: 'jobs/0000',
  shard: 'jobs/0000/shard-00000.jsonl',
  line,
});

describe('TriedAgain', () => {
  const samples: SampleDataset[] = [];
  const folders: string[] = [];

  afterAll(async () => {
    for (const sample of samples) await sample.remove();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  /** A run whose rounds have saved these outcomes. */
  async function runWith(rounds: readonly (readonly Outcome[])[]): Promise<Run> {
    const [sample] = samples.length > 0 ? samples : [await sampleDataset({ jobs: [[300]] })];
    if (sample === undefined) throw new Error('There is no sample');
    if (samples.length === 0) samples.push(sample);
    const folder = await mkdtemp(join(tmpdir(), 'tried-again-'));
    folders.push(folder);
    await cp(sample.folder, folder, { recursive: true });
    const run = await beginRun(await openDataset(folder), PLACE);
    for (const [index, outcomes] of rounds.entries()) {
      const below = join(folder, roundFolder('main', index + 1));
      await cp(sample.folder, below, { recursive: true });
      const round = await beginRun(await openDataset(below), PLACE);
      const path = datasetFile(round.dataset, outcomesPath('main', 'jobs/0000'));
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, outcomes.map((outcome) => `${formatOutcome(outcome)}\n`).join(''));
      await round.updateJob('jobs/0000', {
        attempts: [{ attempt: 1, request: requestOf(index), jobArn: ARN }],
        saved: { attempt: 1, ...SUMS, padding: SUMS, anomalies: 0, agreement: 'agrees' },
      });
    }
    return run;
  }

  it('always gives each record the best of its outcomes, the last of equals, and how often it was asked', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (list) => {
        const rounds = [0, 1, 2].map((round) =>
          list.flatMap((record, index) => {
            const what = record.again[round];
            return what === undefined ? [] : [outcomeOf(record.id, what, index + 100 * round)];
          }),
        );
        const tried = await TriedAgain.open(await runWith(rounds));

        for (const [index, record] of list.entries()) {
          const best = tried?.best(outcomeOf(record.id, record.own, index));
          const ends = [record.own, ...record.again];
          const most = Math.max(...ends.map((what) => (what === undefined ? -1 : worthOf(what))));
          const from = ends.findLastIndex((what) => what !== undefined && worthOf(what) === most);
          const asked = ends.filter((what) => what !== undefined).length;
          expect(best).toEqual({
            ...outcomeOf(record.id, ends[from] ?? record.own, index),
            // what a round came to was a line of JSON, which has no -0
            ...(from > 0 ? JSON.parse(JSON.stringify(ends[from])) : ends[from]),
            attempts: asked,
            ...(from > 0 && {
              retry: {
                round: from,
                job: 'jobs/0000',
                shard: 'jobs/0000/shard-00000.jsonl',
                line: index + 100 * (from - 1),
              },
            }),
          });
        }
        tried?.close();
      }),
      { numRuns: 25 },
    );
  });

  it('writes an output as Bedrock wrote it', async () => {
    const line =
      '{"recordId":"1","status":"succeeded","job":"jobs/0000","shard":"jobs/0000/shard-00000.jsonl","line":1,"output":{"n":12345678901234567890,"x":1.0}}';
    const run = await runWith([[]]);
    const path = join(
      run.dataset.folder,
      roundFolder('main', 1),
      outcomesPath('main', 'jobs/0000'),
    );
    await writeFile(path, `${line}\n`);

    const tried = await TriedAgain.open(run);
    const best = tried?.best(outcomeOf('1', { status: 'failed' }, 7));
    tried?.close();

    expect(best === undefined ? '' : formatOutcome(best)).toBe(
      '{"recordId":"1","status":"succeeded","job":"jobs/0000","shard":"jobs/0000/shard-00000.jsonl","line":7,"attempts":2,"retry":{"round":1,"job":"jobs/0000","shard":"jobs/0000/shard-00000.jsonl","line":1},"output":{"n":12345678901234567890,"x":1.0}}',
    );
  });
});

function requestOf(number: number) {
  return {
    jobName: `job-${number}`,
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    clientRequestToken: 'a'.repeat(64),
    modelId: 'amazon.titan-embed-text-v2:0',
    modelInvocationType: 'InvokeModel',
    inputDataConfig: {
      s3InputDataConfig: { s3Uri: 's3://bucket/in/jobs/0000/', s3InputFormat: 'JSONL' },
    },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket/out/' } },
  } as const;
}
