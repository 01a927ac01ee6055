// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MAX_TOKENS, MODEL } from '../../subject.mjs';
import { measure } from '../measure.mjs';
import { BUCKET, startEmulator } from '../server-process.mjs';
import { command, OUT } from '../variant.mjs';

const FOLDER = path.join(OUT, 'load');
const DATASET = path.join(FOLDER, 'dataset');
const SOURCE = path.join(FOLDER, 'rows.csv');
const EMULATOR = path.join(OUT, 'emulator');
const ROLE = 'arn:aws:iam::123456789012:role/Batch';
/** What is measured is not the waiting of jobs; a faster clock would let them expire on a busy machine. */
const FAST = { durations: { submitted: 1, validating: 1, scheduled: 1 } };
const ROWS_PER_JOB = 25_000;
/** Jobs under way at a time. */
const SLOTS = 20;
const MANY = 10_000;
const MEGABYTE = 1e6;

/** @typedef {import('../server-process.mjs').ServerProcess} ServerProcess */

/** @param {number} rows */
function writeRows(rows) {
  const blocks = ['id,text\n'];
  for (let row = 1; row <= rows; row += 1) {
    blocks.push(`r${String(row).padStart(8, '0')},Which genre has film number ${row}?\n`);
  }
  writeFileSync(SOURCE, blocks.join(''));
}

/** @param {number} perJob @returns {readonly string[]} */
function building(perJob) {
  const records = ['--prompt', '{{text}}', '--id', '{{id}}', '--max-tokens', String(MAX_TOKENS)];
  const quotas = ['min-records-per-job=1', `records-per-job=${perJob}`];
  const flags = quotas.flatMap((quota) => ['--quota', quota]);
  return [SOURCE, '--out', DATASET, '--model', MODEL, ...records, ...flags, '--quiet'];
}

const TARGET = ['--to', `s3://${BUCKET}/load/`, '--role-arn', ROLE, '--poll-seconds', '1'];

function emptyFolder() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

const cleanFolder = () => rmSync(FOLDER, { recursive: true, force: true });

/**
 * @param {string} name
 * @param {number} jobs
 * @returns {import('../variant.mjs').Case} The whole way, in so many jobs under a quota of {@link SLOTS}.
 */
const runCase = (name, jobs) => ({
  name,
  async prepare() {
    emptyFolder();
    const records = jobs * ROWS_PER_JOB;
    writeRows(records);
    const run = async () => {
      rmSync(DATASET, { recursive: true, force: true });
      const quotas = { concurrentJobs: SLOTS, minRecordsPerJob: 1 };
      const { env, stop } = await startEmulator(EMULATOR, { ...FAST, quotas });
      try {
        const argv = command('run', ...building(ROWS_PER_JOB), ...TARGET);
        return { ...(await measure(argv, { env, saysNothing: true })), records };
      } finally {
        await stop();
      }
    };
    const { length: bytes } = readFileSync(SOURCE);
    return { bytes, variants: [{ name: 'bedrock-batch', run }], cleanUp: cleanFolder };
  },
});

/** @param {number} number @returns {object} A job that has ended, as the emulator keeps it. */
function keptJob(number) {
  const id = String(number).padStart(12, '0');
  const place = (/** @type {string} */ folder) => `s3://${BUCKET}/${folder}/${id}/`;
  const records = { total: 100, processed: 100, succeeded: 99, failed: 1 };
  return {
    id,
    jobArn: `arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/${id}`,
    ordinal: number,
    request: {
      ...{ jobName: `films-${id}`, roleArn: ROLE, modelId: MODEL },
      inputDataConfig: { s3InputDataConfig: { s3Uri: place('in') } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: place('out') } },
    },
    ...{ submitTime: number + 1, startTime: number + 2, endTime: number + 3 },
    lastModifiedTime: number + 3,
    status: number % 10 === 0 ? 'Failed' : 'Completed',
    inputs: [],
    counts: { ...records, inputTokens: 0, outputTokens: 0 },
  };
}

/** @param {string} name @param {number} jobs @returns {import('../variant.mjs').Case} */
const listCase = (name, jobs) => ({
  name,
  async prepare() {
    const book = {
      version: 1,
      savedAt: jobs,
      jobs: Array.from({ length: jobs }, (_, at) => keptJob(at)),
    };
    const { env, stop } = await startEmulator(EMULATOR, FAST, {
      'bedrock-jobs.json': JSON.stringify(book),
    });
    const filters = ['--status-equals', 'Failed', '--name-contains', '7'];
    const list = (/** @type {readonly string[]} */ flags) => ({
      name: `bedrock-batch${flags.length === 0 ? '' : ', filtered'}`,
      run: async () => {
        const argv = command('jobs', 'list', '--json', '--quiet', ...flags);
        return { ...(await measure(argv, { env, saysNothing: true })), records: jobs };
      },
    });
    return { bytes: 0, variants: [list([]), list(filters)], cleanUp: stop };
  },
});

/** A dataset of ten records whose job has ended, and whose outcomes nobody has read. @returns {Promise<ServerProcess>} */
async function waitedFor() {
  emptyFolder();
  writeRows(10);
  const emulator = await startEmulator(EMULATOR, { ...FAST, quotas: { minRecordsPerJob: 1 } });
  const calls = [
    ['build', ...building(ROWS_PER_JOB)],
    ['upload', DATASET, ...TARGET.slice(0, 2), '--quiet'],
    ['submit', DATASET, ...TARGET.slice(0, 4), '--quiet'],
    ['jobs', 'wait', DATASET, '--poll-seconds', '1', '--quiet'],
  ];
  for (const argv of calls) {
    await measure(command(...argv), { env: emulator.env, saysNothing: true });
  }
  return emulator;
}

/**
 * Puts lines behind those of the only output.
 *
 * @param {ServerProcess} emulator
 * @param {number} bytes Of all lines together.
 * @param {() => Iterable<string>} lines
 */
async function addToOutput({ env }, bytes, lines) {
  const { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } = await import(
    '@aws-sdk/client-s3'
  );
  const { Readable } = await import('node:stream');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '' } = env;
  // S3 takes no chunk below 8 KiB but the last one
  const chunks = { requestStreamBufferSize: 1 << 16 };
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true, ...chunks });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  const Key = Contents.find(({ Key: key = '' }) => key.endsWith('.jsonl.out'))?.Key ?? '';
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  const before = (await Body?.transformToString()) ?? '';
  const pieces = function* () {
    yield before;
    yield* lines();
  };
  await s3.send(
    new PutObjectCommand({
      ...{ Bucket: BUCKET, Key, ContentLength: Buffer.byteLength(before) + bytes },
      Body: Readable.from(pieces(), { objectMode: false }),
    }),
  );
  s3.destroy();
}

/**
 * @param {string} name
 * @param {number} bytes Of all lines together.
 * @param {() => Iterable<string>} lines What somebody wrote behind the outputs of a job.
 * @returns {import('../variant.mjs').Case}
 */
const outputCase = (name, bytes, lines) => ({
  name,
  async prepare() {
    const emulator = await waitedFor();
    await addToOutput(emulator, bytes, lines);
    const run = () =>
      measure(command('results', DATASET, '--quiet'), {
        ...{ env: emulator.env, saysNothing: true },
        // what is there besides is told, and may be taken for more than Bedrock counted
        codes: [0, 3, 4],
      });
    const cleanUp = async () => {
      await emulator.stop();
      cleanFolder();
    };
    return { bytes, variants: [{ name: 'bedrock-batch', run }], cleanUp };
  },
});

/** @param {number} bytes @yields {string} One line. */
function* longLine(bytes) {
  const [head, tail] = ['{"recordId":"r00000001","modelInput":{"text":"', '"}}\n'];
  yield head;
  const piece = 'x'.repeat(MEGABYTE);
  let left = bytes - head.length - tail.length;
  for (; left > piece.length; left -= piece.length) yield piece;
  yield piece.slice(0, left) + tail;
}

/** @param {number} number */
const strangerLine = (number) =>
  `{"recordId":"stranger-${String(number).padStart(9, '0')}","modelInput":{},"modelOutput":{"content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn"}}\n`;

/** @param {number} count @yields {string} Lines of records that nobody has. */
function* strangers(count) {
  for (let number = 0; number < count; number += 1000) {
    yield Array.from({ length: 1000 }, (_, at) => strangerLine(number + at)).join('');
  }
}

/** @param {string} name @param {number} megabytes */
const lineCase = (name, megabytes) =>
  outputCase(name, megabytes * MEGABYTE, () => longLine(megabytes * MEGABYTE));

/** @param {string} name @param {number} count */
const strangersCase = (name, count) =>
  outputCase(name, count * strangerLine(0).length, () => strangers(count));

/** Each once whole and once a quarter or a tenth of it, which tells whether time is linear and memory flat. @type {readonly import('../variant.mjs').Case[]} */
export const loadCases = [
  runCase('load-run', 40),
  runCase('load-run-quarter', 10),
  listCase('load-jobs', MANY),
  listCase('load-jobs-tenth', MANY / 10),
  lineCase('load-line', 600),
  lineCase('load-line-tenth', 60),
  strangersCase('load-strangers', 300_000),
  strangersCase('load-strangers-tenth', 30_000),
];
