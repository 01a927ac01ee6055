import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun, type Run } from '../../src/dataset/index.ts';
import { submitJobs } from '../../src/jobs/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';

const REPEAT = /repeat the very command that submitted the run.*--run NAME would pay/;

async function submitted(workshop: Workshop): Promise<{ run: Run; path: string }> {
  const run = await workshop.submit(textRows(6), {
    quotas: { minRecordsPerJob: 1, recordsPerJob: 2 },
  });
  return { run, path: join(run.dataset.folder, 'runs', 'main', 'run.json') };
}

function submitAgain(workshop: Workshop, { dataset, state }: Run): Promise<Run> {
  const { bedrock, emulator } = workshop;
  const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
  const { s3 } = workshop;
  return submitJobs(
    { dataset, uri: state.inputUri },
    { bedrock, s3, roleArn, endpointName: 'local' },
  );
}

const arns = (run: Run) => run.state.jobs.map(({ attempts }) => attempts.map((one) => one.jobArn));

describe('a run whose run.json was lost', () => {
  it('is known by what else it left, and finds its jobs again where the command is repeated', async () => {
    await using workshop = await Workshop.open();
    const { run, path } = await submitted(workshop);
    await rm(path);
    await writeFile(join(path, '..', 'notes.txt'), 'still here');

    await expect(openRun(run.dataset)).rejects.toMatchObject({
      code: 'RUN_NOT_FOUND',
      message: expect.stringContaining('has no run.json: it was lost'),
      hint: expect.stringMatching(REPEAT),
    });
    const again = await submitAgain(workshop, run);

    expect(workshop.emulator.jobs()).toHaveLength(3);
    expect(arns(again)).toEqual(arns(run));
    expect(arns(await openRun(run.dataset))).toEqual(arns(run));
  });
});

describe('a run whose run.json was cut short', () => {
  it('says what to do, and finds its jobs again once the file is deleted', async () => {
    await using workshop = await Workshop.open();
    const { run, path } = await submitted(workshop);
    const { length } = await readFile(path);
    for (const bytes of [length - 3, 100, 0]) {
      await truncate(path, bytes);
      const refused = { code: 'RUN_STATE', hint: expect.stringMatching(REPEAT) };
      await expect(openRun(run.dataset)).rejects.toMatchObject(refused);
      await expect(submitAgain(workshop, run)).rejects.toMatchObject(refused);
    }
    await rm(path);
    const again = await submitAgain(workshop, run);

    expect(workshop.emulator.jobs()).toHaveLength(3);
    expect(arns(again)).toEqual(arns(run));
  });
});
