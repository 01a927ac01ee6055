import type { S3Client } from '@aws-sdk/client-s3';
import { isObject, S3Error } from '../../core/index.ts';
import type { JobAttempt } from '../../dataset/index.ts';
import { asS3Folder, listObjects, parseS3Uri, readText, type S3Place } from '../../io/index.ts';
import type { OutputManifest } from '../outcomes/job-outcomes.ts';

/** Ending of the files with a job's outputs. Source: results page of the Bedrock user guide. */
const OUTPUT_ENDING = '.jsonl.out';
const OUTPUT_MANIFEST = 'manifest.json.out';
/** A manifest has six numbers; anything larger is something else. */
const MOST_MANIFEST_BYTES = 1 << 20;

/** Options of every request to S3. */
export interface OutputOptions {
  readonly expectedBucketOwner?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Names the folder a job writes into: its output URI and the 12 characters at the end of its ARN.
 * Source: facts of the results page, confirmed by users' code.
 */
export function outputFolder(attempt: JobAttempt): S3Place {
  const uri = asS3Folder(attempt.request.outputDataConfig.s3OutputDataConfig.s3Uri);
  const id = attempt.jobArn?.split('/').at(-1) ?? '';
  const place = parseS3Uri(uri);
  if (place === undefined) throw new RangeError(`${uri} is no S3 URI`);
  return { bucket: place.bucket, key: `${place.key}${id}/` };
}

/** Lists a job's output files in the order of their keys. */
export async function* outputFiles(
  s3: S3Client,
  folder: S3Place,
  options: OutputOptions,
): AsyncGenerator<S3Place> {
  for await (const page of listObjects(s3, folder, options)) {
    for (const { key } of page) {
      if (key.endsWith(OUTPUT_ENDING)) yield { bucket: folder.bucket, key };
    }
  }
}

/** Reads a job's output manifest; undefined where Bedrock has written none yet. */
export async function readOutputManifest(
  s3: S3Client,
  folder: S3Place,
  options: OutputOptions,
): Promise<OutputManifest | undefined> {
  const place = { bucket: folder.bucket, key: folder.key + OUTPUT_MANIFEST };
  try {
    const text = await readText(s3, place, { ...options, most: MOST_MANIFEST_BYTES });
    return text === undefined ? undefined : parseOutputManifest(text);
  } catch (error) {
    if (error instanceof S3Error && error.code === 'S3_OBJECT_NOT_FOUND') return undefined;
    throw error;
  }
}

function parseOutputManifest(text: string): OutputManifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? pickCounts(value) : undefined;
  } catch {
    return undefined;
  }
}

function pickCounts(value: Readonly<Record<string, unknown>>): OutputManifest {
  const count = (key: keyof OutputManifest) =>
    typeof value[key] === 'number' ? value[key] : undefined;
  return {
    totalRecordCount: count('totalRecordCount'),
    processedRecordCount: count('processedRecordCount'),
    successRecordCount: count('successRecordCount'),
    errorRecordCount: count('errorRecordCount'),
    inputTokenCount: count('inputTokenCount'),
    outputTokenCount: count('outputTokenCount'),
  };
}
