import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../src/builders/index.ts';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';
const records = (from: number, count: number) =>
  Array.from(
    { length: count },
    (_, index) => `{"recordId":"r${from + index}","modelInput":{"inputText":"Hello"}}\n`,
  ).join('');

const folder = useTemporaryFolder();

async function file(name: string, from: number, count: number): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, records(from, count));
  return path;
}

async function found(what: string | readonly string[], quotas: ValidateOptions['quotas']) {
  const report = await validateDataset(what, { model: TITAN, quotas });
  return report.diagnostics.map(({ code, location, args }) => ({
    code,
    source: location.source.replace(`${folder.path}/`, ''),
    args,
  }));
}

describe('validateDataset() and the quotas', () => {
  it('compares each file that is a job of its own', async () => {
    const paths = [await file('a.jsonl', 0, 5), await file('b.jsonl', 5, 2)];

    expect(
      await found(paths, { minRecordsPerJob: 3, recordsPerFile: 4, recordsPerJob: 4 }),
    ).toEqual([
      { code: 'QUOTA_RECORDS_PER_FILE', source: 'a.jsonl', args: { limit: 4, actual: 5 } },
      { code: 'QUOTA_RECORDS_PER_JOB', source: 'a.jsonl', args: { limit: 4, actual: 5 } },
      {
        code: 'QUOTA_RECORDS_PER_JOB_MIN',
        source: 'b.jsonl',
        args: { limit: 3, actual: 2, shortestRecordBytes: undefined },
      },
    ]);
  });

  it('adds up the files of a folder, which are one job', async () => {
    await file('a.jsonl', 0, 3);
    await file('b.jsonl', 3, 3);
    const bytes = records(0, 6).length;
    const job = { minRecordsPerJob: 1, recordsPerFile: 3, recordsPerJob: 5, jobBytes: bytes - 1 };

    expect((await found(folder.path, job)).map(({ code, args }) => [code, args])).toEqual([
      ['QUOTA_RECORDS_PER_JOB', { limit: 5, actual: 6 }],
      ['QUOTA_JOB_BYTES', { limit: bytes - 1, actual: bytes }],
    ]);
    expect((await found(folder.path, { minRecordsPerJob: 7 })).map(({ code }) => code)).toEqual([
      'QUOTA_RECORDS_PER_JOB_MIN',
    ]);
    expect(
      (await found(folder.path, { minRecordsPerJob: 1, fileBytes: bytes / 2 - 1 })).map(
        ({ code, source }) => [code, source],
      ),
    ).toEqual([
      ['QUOTA_FILE_BYTES', 'a.jsonl'],
      ['QUOTA_FILE_BYTES', 'b.jsonl'],
    ]);
  });

  it('names the job of a dataset that was left with a tail under the minimum', async () => {
    const out = await builtJobs(7);

    expect(await found(out, { minRecordsPerJob: 3 })).toEqual([
      {
        code: 'QUOTA_RECORDS_PER_JOB_MIN',
        source: 'out/jobs/0002',
        args: { limit: 3, actual: 1, shortestRecordBytes: undefined },
      },
    ]);
  });

  it('warns where a dataset has more jobs than may be submitted at a time', async () => {
    const out = await builtJobs(7);

    expect(await found(out, { concurrentJobs: 2 })).toEqual([
      { code: 'QUOTA_CONCURRENT_JOBS', source: 'out', args: { limit: 2, actual: 3 } },
    ]);
    expect(await found(out, { concurrentJobs: 3 })).toEqual([]);
  });

  it('warns where all paths of a call together have too many jobs', async () => {
    const paths = [await builtJobs(7), await file('a.jsonl', 100, 1)];

    expect(await found(paths, { concurrentJobs: 3, minRecordsPerJob: 1 })).toEqual([
      { code: 'QUOTA_CONCURRENT_JOBS', source: 'out and 1 more', args: { limit: 3, actual: 4 } },
    ]);
  });

  it('finds an id that two datasets of one call both have, and names both places', async () => {
    const paths = [await builtJobs(4), await file('a.jsonl', 0, 1)];
    await writeFile(paths[1] ?? '', records(0, 1).replace('r0', '00000004'));

    const report = await validateDataset(paths, { model: TITAN, quotas: { minRecordsPerJob: 1 } });

    expect(report.diagnostics).toMatchObject([
      {
        code: 'RECORD_ID_DUPLICATE',
        location: { source: paths[1], line: 1 },
        related: [{ source: join(paths[0] ?? '', 'jobs/0001/shard-00000.jsonl'), line: 1 }],
      },
    ]);
  });

  /** A dataset with jobs of three records; the last one has what is left. */
  async function builtJobs(count: number): Promise<string> {
    const rows = Array.from({ length: count }, (_, index) => ({ text: `Text ${index}` }));
    const { folder: out } = await buildDataset(rows, {
      model: TITAN,
      prompt: '{{text}}',
      quotas: { minRecordsPerJob: 1, recordsPerJob: 3, recordsPerFile: 3 },
      out: join(folder.path, 'out'),
    });
    return out;
  }
});

describe('buildDataset() and the quota of jobs at a time', () => {
  it('warns where the dataset has more jobs, as a validation of it does', async () => {
    const { report } = await buildDataset([{ text: 'a' }, { text: 'b' }], {
      model: TITAN,
      prompt: '{{text}}',
      quotas: { minRecordsPerJob: 1, recordsPerJob: 1, concurrentJobs: 1 },
      out: join(folder.path, 'out'),
      name: 'texts',
    });

    expect(report).toMatchObject({
      valid: true,
      diagnostics: [{ code: 'QUOTA_CONCURRENT_JOBS', args: { limit: 1, actual: 2 } }],
    });
  });
});
