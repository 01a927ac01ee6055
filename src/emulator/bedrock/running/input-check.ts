import { formatBytes, formatCount } from '../../../core/index.ts';
import { parseS3Uri } from '../../../io/index.ts';
import type { Quotas } from '../../../quotas/index.ts';
import type { ObjectStore, StoredObject } from '../../s3/store/object-store.ts';
import type { EmulatedJobRequest, JobInput } from '../jobs/job.ts';
import { LineTooLongError, readLines } from '../lines/input-lines.ts';
import { readRecord } from '../lines/input-record.ts';

/** What an input is checked against. */
export interface InputCheckOptions {
  readonly store: ObjectStore;
  readonly quotas: Quotas;
  readonly region: string;
  readonly account: string;
  /** Called once per piece that is read. */
  readonly throwIfInterrupted: () => void;
}

/** The input files of a job, or why it fails. */
export type InputVerdict = { readonly inputs: readonly JobInput[] } | { readonly failure: string };

/** Why a job fails; thrown inside this file only. */
class JobFailure extends Error {}

/**
 * Checks a job's buckets and every line of its input, as Bedrock does while a job is `Validating`.
 *
 * What the model takes is not looked at: a wrong body fails its record, not the job.
 * Memory: one line.
 */
export async function checkInput(
  request: EmulatedJobRequest,
  options: InputCheckOptions,
): Promise<InputVerdict> {
  try {
    checkOutput(request, options);
    const found = findInputs(request, options);
    const inputs: JobInput[] = [];
    for (const input of found) inputs.push(await checkFile(input, options));
    checkCounts(inputs, options.quotas);
    return { inputs };
  } catch (error) {
    if (error instanceof JobFailure) return { failure: error.message };
    throw error;
  }
}

interface FoundInput {
  readonly bucket: string;
  readonly object: StoredObject;
  readonly path: string;
}

function checkOutput(
  request: EmulatedJobRequest,
  { store, region, account }: InputCheckOptions,
): void {
  const { s3Uri, s3BucketOwner = account } = request.outputDataConfig.s3OutputDataConfig;
  const bucket = parseS3Uri(s3Uri)?.bucket ?? '';
  if (store.bucketRegion(bucket) === region && s3BucketOwner === account) return;
  throw new JobFailure(`Could not validate PutObject permissions to access S3 bucket: ${bucket}`);
}

function findInputs(
  request: EmulatedJobRequest,
  options: InputCheckOptions,
): readonly FoundInput[] {
  const { store, region, account, quotas } = options;
  const { s3Uri, s3BucketOwner = account } = request.inputDataConfig.s3InputDataConfig;
  const { bucket, key } = parseS3Uri(s3Uri) ?? { bucket: '', key: '' };
  if (store.bucketRegion(bucket) !== region || s3BucketOwner !== account) {
    throw new JobFailure(`Could not validate ListBucket permissions for S3URI: ${s3Uri}`);
  }
  const inputs = key.endsWith('.jsonl')
    ? oneObject(store, bucket, key)
    : folder(store, bucket, key);
  if (inputs.length === 0)
    throw new JobFailure(`[emulator] There is no .jsonl object below ${s3Uri}`);
  const bytes = inputs.reduce((sum, { object }) => sum + object.bytes, 0);
  if (bytes <= quotas.jobBytes) return inputs;
  throw new JobFailure(
    `[emulator] The input files hold ${formatBytes(bytes)}, and a job at most ${formatBytes(quotas.jobBytes)}`,
  );
}

function oneObject(store: ObjectStore, bucket: string, key: string): readonly FoundInput[] {
  const object = store.list(bucket, key).find((candidate) => candidate.key === key);
  if (object !== undefined) return [{ bucket, object, path: key.slice(key.lastIndexOf('/') + 1) }];
  throw new JobFailure(
    `Could not validate GetObject permissions to access S3 bucket: ${bucket} at key ${key}`,
  );
}

function folder(store: ObjectStore, bucket: string, key: string): readonly FoundInput[] {
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  return store
    .list(bucket, prefix)
    .filter((object) => object.key.endsWith('.jsonl'))
    .map((object) => ({ bucket, object, path: object.key.slice(prefix.length) }));
}

async function checkFile(
  { bucket, object, path }: FoundInput,
  { store, quotas, throwIfInterrupted }: InputCheckOptions,
): Promise<JobInput> {
  const uri = `s3://${bucket}/${object.key}`;
  if (object.bytes > quotas.fileBytes) {
    throw new JobFailure(
      `[emulator] ${uri} holds ${formatBytes(object.bytes)}, and an input file at most ${formatBytes(quotas.fileBytes)}`,
    );
  }
  const records = await countRecords(uri, store.read(bucket, object.key), throwIfInterrupted);
  if (records <= quotas.recordsPerFile) return { key: object.key, path, records };
  throw new JobFailure(
    `[emulator] ${uri} holds ${formatCount(records)} records, and an input file at most ${formatCount(quotas.recordsPerFile)}`,
  );
}

async function countRecords(
  uri: string,
  source: AsyncIterable<Uint8Array>,
  throwIfInterrupted: () => void,
): Promise<number> {
  let records = 0;
  try {
    for await (const lines of readLines(source)) {
      throwIfInterrupted();
      const refused = firstRefusal(lines);
      if (refused !== undefined) {
        const line = formatCount(records + refused.index + 1);
        throw new JobFailure(`[emulator] Line ${line} of ${uri} ${refused.reason}`);
      }
      records += lines.length;
    }
  } catch (error) {
    if (error instanceof LineTooLongError) {
      throw new JobFailure(`[emulator] In ${uri} ${error.message}`);
    }
    throw error;
  }
  return records;
}

function firstRefusal(
  lines: readonly Uint8Array[],
): { readonly index: number; readonly reason: string } | undefined {
  for (const [index, line] of lines.entries()) {
    const record = readRecord(line);
    if ('refused' in record) return { index, reason: record.refused };
  }
  return undefined;
}

function checkCounts(inputs: readonly JobInput[], quotas: Quotas): void {
  const records = inputs.reduce((sum, input) => sum + input.records, 0);
  if (records < quotas.minRecordsPerJob) {
    throw new JobFailure(
      `Batch job contains less records (${records}) than the required minimum of: ${quotas.minRecordsPerJob}`,
    );
  }
  if (records <= quotas.recordsPerJob) return;
  throw new JobFailure(
    `[emulator] The job holds ${formatCount(records)} records, and may hold ${formatCount(quotas.recordsPerJob)}`,
  );
}
