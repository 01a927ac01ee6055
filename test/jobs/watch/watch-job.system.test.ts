import { describe, expect, it } from 'vitest';
import { snapshotOf, submitJobs, watchJob } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const HOUR = 3_600_000;

async function benchWithJob() {
  const bench = await startBench();
  await bench.putShard('jobs/0000');
  const dataset = await datasetOf(1);
  const run = await submitJobs({ dataset, uri: INPUT_URI }, bench.options);
  return { ...bench, jobArn: snapshotOf(run).jobs[0]?.jobArn ?? '' };
}

describe('watchJob()', () => {
  it('goes on while the network is gone, and tells each look', async () => {
    const { emulator, options, fail, jobArn } = await benchWithJob();
    const looks: number[] = [];
    const statuses: string[] = [];
    const onUnanswered = (unanswered: { readonly looks: number }) => {
      looks.push(unanswered.looks);
      if (looks.length === 20) fail(() => undefined);
    };

    for await (const { status } of watchJob(jobArn, { ...options, onUnanswered })) {
      statuses.push(status);
      await emulator.advance(HOUR);
      if (statuses.length === 1) fail(() => ({ hangUp: true }));
    }

    expect(looks).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(statuses).toEqual(['Submitted', 'Completed']);
  });

  it('ends soon where not even the first look is answered', async () => {
    const { options, fail, jobArn } = await benchWithJob();
    fail(() => ({ hangUp: true }));
    const onUnanswered = () => expect.unreachable('the first look was not answered');

    const watching = watchJob(jobArn, { ...options, onUnanswered }).next();

    await expect(watching).rejects.toMatchObject({ code: 'JOB_REQUEST' });
  });
});
