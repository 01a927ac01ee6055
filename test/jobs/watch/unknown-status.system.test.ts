import { BedrockClient } from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { getJob, isEnded, listJobs, snapshotOf, watchRun } from '../../../src/jobs/index.ts';
import { jobReply, startReplies } from '../../support/bedrock-replies.ts';
import { endedAttempt, foreignRun, foreignState, JOB_ARN } from '../../support/foreign-run.ts';
import { noSleep } from '../fixture.ts';

const clientFor = (endpoint: string) =>
  new BedrockClient({
    ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

/** Members that the API never gives so. */
const ODD = [
  ['no status', { status: undefined }],
  ['a status that is no text', { status: 7 }],
  [
    'null everywhere',
    { status: null, roleArn: null, modelId: null, vpcConfig: null, message: null },
  ],
  ['configs of another shape', { inputDataConfig: {}, outputDataConfig: { later: {} } }],
  ['counts that are none', { totalRecordCount: -1, processedRecordCount: 'many' }],
  ['a name that is no text', { jobName: 7 }],
  ['members it does not know', { priority: 'high', __proto__: { status: 'Completed' } }],
  ['a time that is none', { submitTime: 'yesterday', endTime: 12 }],
  ['a time of another calendar', { lastModifiedTime: '2026-13-45T00:00:00Z' }],
  ['lists that are none', { vpcConfig: { subnetIds: 'subnet', securityGroupIds: null } }],
] as const;

describe('a status that this version does not know', () => {
  it('is shown as it is in a list, and hides no job', async () => {
    const list = {
      invocationJobSummaries: [1, 2, 3].map((n) =>
        jobReply(n, n === 2 ? { status: 'Paused' } : {}),
      ),
    };
    const bedrock = clientFor(await startReplies({ list }));

    const statuses: string[] = [];
    for await (const { status } of listJobs({ bedrock })) statuses.push(status);

    expect(statuses).toEqual(['InProgress', 'Paused', 'InProgress']);
  });

  it('is shown as it is by Get, and has not ended', async () => {
    const bedrock = clientFor(await startReplies({ get: () => jobReply(1, { status: 'Paused' }) }));

    const { jobArn, status } = await getJob('abcdefghijk1', { bedrock });

    expect([jobArn.slice(-12), status, isEnded(status)]).toEqual(['abcdefghijk1', 'Paused', false]);
  });

  it.each(['Paused', '__proto__', 'constructor', 'toString'])(
    'is watched until another one ends the job, and kept in run.json (%s)',
    async (unknown) => {
      const get = (call: number) =>
        jobReply(1, { jobArn: JOB_ARN, status: call < 3 ? unknown : 'Completed' });
      const bedrock = clientFor(await startReplies({ get }));
      const folder = await foreignRun((dataset) => ({
        ...foreignState(dataset),
        jobs: [{ folder: 'jobs/0000', attempts: [endedAttempt({ seen: undefined })] }],
      }));

      const seen: unknown[] = [];
      for await (const { jobs, done } of watchRun(await openRun(folder), {
        bedrock,
        ...noSleep(),
      })) {
        seen.push([jobs[0]?.status, done]);
        expect(snapshotOf(await openRun(folder)).jobs[0]?.status).toBe(jobs[0]?.status);
      }

      expect(seen).toEqual([
        [unknown, false],
        [unknown, false],
        ['Completed', true],
      ]);
    },
  );
});

describe('a job of which something odd is told', () => {
  it.each(ODD)('hides no other job of the list: %s', async (_, change) => {
    const list = { invocationJobSummaries: [jobReply(1), jobReply(2, change), jobReply(3)] };
    const bedrock = clientFor(await startReplies({ list }));

    const ids: string[] = [];
    for await (const { jobId } of listJobs({ bedrock })) ids.push(jobId);

    expect(ids).toEqual(['abcdefghijk1', 'abcdefghijk2', 'abcdefghijk3']);
  });

  it('is shown without the times that are none, and with those that are', async () => {
    const change = { submitTime: '2026-11-20T12:00:00+01:00', endTime: 'soon' };
    const list = { invocationJobSummaries: [jobReply(1, change)] };
    const bedrock = clientFor(await startReplies({ list, get: () => jobReply(1, change) }));
    const times = { submitTime: '2026-11-20T11:00:00.000Z', endTime: undefined };

    expect(await getJob('abcdefghijk1', { bedrock })).toMatchObject(times);
    for await (const job of listJobs({ bedrock })) expect(job).toMatchObject(times);
  });

  it.each([null, 'a job', 7])('hides no other job where it is none at all (%j)', async (odd) => {
    const list = { invocationJobSummaries: [jobReply(1), odd, jobReply(3)], nextToken: '' };
    const bedrock = clientFor(await startReplies({ list }));

    const found: string[] = [];
    for await (const { jobId, status } of listJobs({ bedrock })) found.push(`${jobId} ${status}`);

    expect(found).toEqual(['abcdefghijk1 InProgress', ' not told', 'abcdefghijk3 InProgress']);
  });

  it.each([{ later: [] }, 'jobs', 7])(
    'is an unclear reply where a list is none: %j',
    async (odd) => {
      const bedrock = clientFor(await startReplies({ list: { invocationJobSummaries: odd } }));

      const error = await listJobs({ bedrock, ...noSleep() })
        .next()
        .catch((reason: unknown) => reason);

      expect(error).toMatchObject({ code: 'JOB_REQUEST', isRetryable: true });
    },
  );

  it('is not taken as ended where no status is told', async () => {
    const list = { invocationJobSummaries: [jobReply(1, { status: undefined })] };
    const bedrock = clientFor(await startReplies({ list }));

    for await (const { status } of listJobs({ bedrock }))
      expect([status, isEnded(status)]).toEqual(['not told', false]);
  });
});
