import { describe, expect, it } from 'vitest';
import { type ListJobsOptions, listJobs, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { type Bench, startBench } from '../with-emulator.ts';

async function namesOf(bench: Bench, options: ListJobsOptions): Promise<string[]> {
  const names: string[] = [];
  for await (const { jobName } of listJobs({ ...bench.options, ...options })) names.push(jobName);
  return names;
}

/** Five jobs, `texts-0000` to `texts-0004`; only the first one has an input. */
async function benchWithJobs(): Promise<Bench> {
  const bench = await startBench();
  await bench.putShard('jobs/0000');
  const dataset = await datasetOf(5);
  await submitJobs({ dataset, uri: INPUT_URI }, { ...bench.options, jobNamePrefix: 'texts' });
  return bench;
}

describe('listJobs()', () => {
  it('gives all jobs over all pages, each once', async () => {
    const bench = await benchWithJobs();

    const names = await namesOf(bench, { pageSize: 2 });

    expect([...names].sort()).toEqual([0, 1, 2, 3, 4].map((job) => `texts-000${job}`));
    expect(bench.calls('ListModelInvocationJobs')).toBe(3);
  });

  it('asks for no page that nobody reads', async () => {
    const bench = await benchWithJobs();

    for await (const job of listJobs({ ...bench.options, pageSize: 1 })) {
      expect(job.jobName).toMatch(/^texts-/);
      break;
    }

    expect(bench.calls('ListModelInvocationJobs')).toBe(1);
  });

  it('filters by name and status', async () => {
    const bench = await benchWithJobs();
    await bench.emulator.advance(3_600_000);

    expect(await namesOf(bench, { nameContains: '0003' })).toEqual(['texts-0003']);
    expect(await namesOf(bench, { statusEquals: 'Completed' })).toEqual(['texts-0000']);
    expect(await namesOf(bench, { statusEquals: 'Failed' })).toHaveLength(4);
  });

  it('filters by the time of submission', async () => {
    const bench = await benchWithJobs();
    const time = bench.emulator.jobs()[0]?.submitTime.getTime() ?? 0;

    expect(await namesOf(bench, { submitTimeAfter: new Date(time + 1000) })).toEqual([]);
    expect(
      await namesOf(bench, { submitTimeAfter: new Date(time - 1000).toISOString() }),
    ).toHaveLength(5);
    expect(await namesOf(bench, { submitTimeBefore: new Date(time - 1000) })).toEqual([]);
  });

  it('takes order and limit', async () => {
    const bench = await benchWithJobs();

    const ascending = await namesOf(bench, { sortBy: 'CreationTime', sortOrder: 'Ascending' });
    const descending = await namesOf(bench, { sortBy: 'CreationTime', sortOrder: 'Descending' });

    expect(descending).toEqual([...ascending].reverse());
    expect(await namesOf(bench, { sortOrder: 'Ascending', limit: 2, pageSize: 1 })).toEqual(
      ascending.slice(0, 2),
    );
    expect(await namesOf(bench, { limit: 0 })).toEqual([]);
  });

  it('tries again where a page is throttled', async () => {
    const bench = await benchWithJobs();
    bench.fail(({ operation, count }) =>
      operation === 'ListModelInvocationJobs' && count === 1
        ? { status: 429, code: 'ThrottlingException', message: 'slow down' }
        : undefined,
    );

    expect(await namesOf(bench, {})).toHaveLength(5);
  });

  it.each([
    ['nameContains', { nameContains: 'a_b' }],
    ['statusEquals', { statusEquals: 'Done' as 'Failed' }],
    ['pageSize', { pageSize: 1001 }],
    ['pageSize', { pageSize: 0 }],
    ['sortBy', { sortBy: 'Name' as 'CreationTime' }],
    ['sortOrder', { sortOrder: 'Up' as 'Ascending' }],
    ['submitTimeAfter', { submitTimeAfter: 'yesterday' }],
    ['submitTimeBefore', { submitTimeBefore: new Date('never') }],
  ])('refuses %s before it asks', async (option, change) => {
    const jobs = listJobs({ region: 'us-east-1', endpoint: 'http://127.0.0.1:1', ...change });

    await expect(jobs.next()).rejects.toMatchObject({ code: 'INVALID_OPTION', option });
  });
});
