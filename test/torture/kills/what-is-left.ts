import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  BedrockClient,
  ListModelInvocationJobsCommand,
  type ModelInvocationJobSummary,
} from '@aws-sdk/client-bedrock';
import { S3Client } from '@aws-sdk/client-s3';
import { TestBucket } from '../../support/s3-test-server.ts';
import type { WorkPlace } from './work-place.ts';

/** What stands on the disk and in the bucket once all is done. */
export interface Left {
  /** Files below the folder, with what stands in those that are the same each time. */
  readonly files: ReadonlyMap<string, string>;
  readonly temporary: readonly string[];
  readonly keys: readonly string[];
  readonly unfinished: readonly string[];
}

/** Looks past the code under test. */
export async function whatIsLeft(place: WorkPlace): Promise<Left> {
  const { folder, temporary, clientConfig } = place;
  const s3 = new S3Client(clientConfig);
  try {
    const bucket = TestBucket.of(s3, 'data');
    return {
      files: await filesBelow(folder),
      temporary: await readdir(temporary),
      keys: withoutJobs(await bucket.keys(), await jobsOf(place)),
      unfinished: await bucket.unfinished(),
    };
  } finally {
    s3.destroy();
  }
}

/** Asks for all jobs there are. */
export async function jobsOf({
  clientConfig,
}: WorkPlace): Promise<readonly ModelInvocationJobSummary[]> {
  const bedrock = new BedrockClient(clientConfig);
  try {
    const reply = await bedrock.send(new ListModelInvocationJobsCommand({}));
    return reply.invocationJobSummaries ?? [];
  } finally {
    bedrock.destroy();
  }
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    // times and ids of jobs stand there
    if (name.includes('/runs/')) return [name, ''] as const;
    const text = await readFile(path, 'latin1');
    return [name, name.endsWith('/manifest.json') ? withoutBuildKey(text) : text] as const;
  });
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a dataset was built from is named by its path, which is another one each time. */
function withoutBuildKey(manifest: string): string {
  return JSON.stringify({ ...(JSON.parse(manifest) as object), buildKey: undefined });
}

/** Keys with the names of jobs in place of their ids, which are drawn. */
function withoutJobs(
  keys: readonly string[],
  jobs: readonly ModelInvocationJobSummary[],
): readonly string[] {
  const names = new Map(
    jobs.map(({ jobArn = '', jobName = '' }) => [jobArn.split('/').at(-1) ?? '', jobName]),
  );
  return keys
    .map((key) =>
      key
        .split('/')
        .map((part) => names.get(part) ?? part)
        .join('/'),
    )
    .sort();
}
