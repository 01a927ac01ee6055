import { describe, expect, it } from 'vitest';
import { getJob, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

describe('getJob()', () => {
  it('gives counts and times of a job that ended', async () => {
    const { emulator, options, putShard, bedrock } = await startBench();
    await putShard('jobs/0000');
    await submitJobs({ dataset: await datasetOf(1), uri: INPUT_URI }, options);
    await emulator.advance(3_600_000);
    const [job] = emulator.jobs();

    const details = await getJob(job?.jobArn ?? '', { bedrock });

    expect(details).toMatchObject({
      status: 'Completed',
      counts: { total: 100, processed: 100, succeeded: 100, failed: 0 },
      submitTime: job?.submitTime.toISOString(),
    });
    expect(Date.parse(details.endTime ?? '')).toBeGreaterThan(Date.parse(details.submitTime ?? ''));
  });

  it('takes a bare id where the account is known', async () => {
    const { emulator, options, bedrock } = await startBench();
    await submitJobs({ dataset: await datasetOf(1), uri: INPUT_URI }, options);
    const jobArn = emulator.jobs()[0]?.jobArn ?? '';

    const details = await getJob(jobArn.slice(-12), { bedrock, account: '123456789012' });

    expect(details.jobArn).toBe(jobArn);
  });

  it('tells a job that does not exist from one that cannot', async () => {
    const { bedrock } = await startBench();
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/aaaaaaaaaaaa';

    await expect(getJob(arn, { bedrock })).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
      jobArn: arn,
    });
    await expect(getJob('my job', { bedrock })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});
