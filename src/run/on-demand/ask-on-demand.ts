import { type BatchRecord, countOf, JobError, quote, requireOption } from '../../core/index.ts';
import { type Home, homeAt, requireOnDisk } from '../../io/index.ts';
import { withState } from '../../jobs/index.ts';
import { KeptAnswers } from './kept-answers.ts';
import { OnDemandAsking } from './on-demand-asking.ts';
import type { OnDemandOptions, OnDemandRecords, OnDemandReport } from './on-demand-options.ts';

const MOST_AT_A_TIME = 100;
const DEFAULT_AT_A_TIME = 4;

/**
 * Asks a model about records at once, by InvokeModel or Converse, and keeps the answers in a file in the form of Bedrock's batch outputs: for
 * the few that are left, too few for a job or too late for one. It costs twice the price of batch inference, where a model has both.
 *
 * Each answer is on the disk before the next record is asked in its place, so a call that is repeated asks only those without a line. What is under way
 * when a process is killed is asked again, and paid for twice: at most `concurrency` records. So may be a request whose answer was
 * lost on its way and that the SDK repeats, twice at most; the report counts requests. Where Bedrock throttles it waits, for some five minutes,
 * before it gives up. What a record is refused for, and what fails it (400, 408, 413, 424, 500), is its `error` line; what holds for all
 * records is thrown, once those under way have their answers. Needs `@aws-sdk/client-bedrock-runtime` beside this package.
 * Memory: `concurrency` records with their answers, and about 250 bytes for each id.
 *
 * @param records Records with an id each, or lines of shards; media in S3 have to be where the model may read them.
 * @param options Model, folder of the answers, and how Bedrock is reached.
 * @returns Where the answers are, and how many. Nothing else is written.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the SDK is not installed, a record has no id or that of another one, or the folder has
 *   answers of another model.
 * @throws {JobError} `JOB_VALIDATION` where the model cannot be asked so, `JOB_THROTTLED`, `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`,
 *   `JOB_NOT_FOUND`, `JOB_QUOTA`, `JOB_NOT_SENT`, `JOB_REQUEST`.
 * @throws {DatasetError} `DATASET_BUSY` where another process asks for the folder, `DATASET_CHANGED` where it has answers to other
 *   model inputs, `DATASET_WRITE`.
 *
 * @example Ask two records
 * ```ts
 * import { mkdtemp, readFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { askOnDemand } from 'bedrock-batch/run';
 *
 * const emulator = await createEmulator();
 * const runtime = new BedrockRuntimeClient(emulator.clientConfig);
 * const records = ['Hello', 'Goodbye'].map((inputText) => ({ recordId: inputText, modelInput: { inputText } }));
 *
 * const { path, answered } = await askOnDemand(records, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'on-demand'),
 *   runtime,
 * });
 *
 * const lines = (await readFile(path, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
 * console.assert(answered === 2 && lines.every(({ modelOutput }) => modelOutput.embedding.length === 1024));
 * runtime.destroy();
 * await emulator.close();
 * ```
 */
export async function askOnDemand(
  records: OnDemandRecords,
  options: OnDemandOptions,
): Promise<OnDemandReport> {
  const { out, ...asking } = options;
  return askIn(homeAt(requireOnDisk(out, 'out'), { once: [] }), records, asking);
}

/** {@link askOnDemand} with the answers in a folder or in S3. */
export async function askIn(
  home: Home,
  records: OnDemandRecords,
  options: Omit<OnDemandOptions, 'out'>,
): Promise<OnDemandReport> {
  const { model, invocationType = 'InvokeModel', signal, onProgress } = options;
  const concurrency = requireConcurrency(options.concurrency ?? DEFAULT_AT_A_TIME);
  signal?.throwIfAborted();
  const sdk = await import('./aws-runtime.ts');
  const runtimeSdk = await sdk.loadRuntimeSdk();
  const owner = await home.claim('', 'ask');
  try {
    const answers = await KeptAnswers.openIn(home, { model, invocationType });
    const client = options.runtime ?? (await sdk.newRuntimeClient(runtimeSdk, options));
    const asking = new OnDemandAsking(each(records), {
      ...{ operation: invocationType, answers, concurrency, signal, onProgress },
      send: (modelInput) =>
        sdk.sendToModel(runtimeSdk, client, {
          ...{ modelId: model, invocationType, modelInput, signal },
        }),
      requestsOf: (error) => sdk.requestsOf(error).requests,
    });
    try {
      await asking.run();
    } catch (error) {
      signal?.throwIfAborted();
      throw withAnswers(error, answers);
    } finally {
      await answers.close();
      if (options.runtime === undefined) client.destroy();
    }
    const { answered, done } = answers;
    return Object.freeze({
      path: answers.path,
      ...asking.counts,
      answered,
      failed: done - answered,
    });
  } finally {
    await owner.release();
  }
}

/** An error of a request says what is kept; any other has said what it left behind. */
function withAnswers(error: unknown, { path, done }: KeptAnswers): unknown {
  if (!(error instanceof JobError)) return error;
  return withState(
    error,
    `${countOf(done, 'record')} ${done === 1 ? 'has its' : 'have their'} line in ${quote(path, 200)}, and repeating asks the others only`,
  );
}

async function* each(
  records: OnDemandRecords,
): AsyncGenerator<BatchRecord | Uint8Array, void, undefined> {
  yield* records;
}

function requireConcurrency(concurrency: number): number {
  const isPossible =
    Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MOST_AT_A_TIME;
  const expected = `a whole number from 1 to ${MOST_AT_A_TIME}`;
  requireOption(isPossible, { option: 'concurrency', value: concurrency, expected });
  return concurrency;
}
