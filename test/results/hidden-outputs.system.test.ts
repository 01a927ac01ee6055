import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { openRun, type Run } from '../../src/dataset/index.ts';
import {
  type Outcome,
  readSavedOutcomes,
  retryDataset,
  saveOutcomes,
} from '../../src/results/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';
import { hideOutputs } from '../support/hidden-outputs.ts';

const stateOf = (run: Run) => join(run.dataset.folder, 'runs/main/run.json');
const outcomesOf = (run: Run) => join(run.dataset.folder, 'runs/main/outcomes');

async function savedOf(run: Run): Promise<Outcome[]> {
  const saved: Outcome[] = [];
  for await (const outcome of readSavedOutcomes(run)) saved.push(outcome);
  return saved;
}

/** What the tests change of `run.json`. */
interface StateText {
  readonly jobs: readonly [
    {
      readonly attempts: readonly [{ readonly seen: { counts?: object } }];
      readonly saved: { agreement?: string; counts: object };
    },
  ];
}

/** Changes `run.json` as another program would, and opens it again. */
async function rewriteState(run: Run, change: (state: StateText) => void): Promise<Run> {
  const state = JSON.parse(await readFile(stateOf(run), 'utf8')) as StateText;
  change(state);
  await writeFile(stateOf(run), JSON.stringify(state));
  return openRun(run.dataset.folder);
}

describe('outputs that cannot be seen', () => {
  it('are never kept as final, and are read once they are back', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(30)));
    const bringBack = await hideOutputs(shop.s3, 'data');

    await expect(saveOutcomes(run, { s3: shop.s3 })).rejects.toMatchObject({
      code: 'JOB_OUTPUTS_DIFFER',
      message: expect.stringContaining('says 30 processed (0 in the outputs)'),
    });
    expect(run.state.jobs[0]?.saved).toBeUndefined();
    expect(await readdir(outcomesOf(run))).toEqual([]);

    await bringBack();
    await saveOutcomes(run, { s3: shop.s3 });
    expect(run.state.jobs[0]?.saved).toMatchObject({
      counts: { succeeded: 30, missing: 0 },
      agreement: 'agrees',
    });
  });

  it('keep back their own job alone', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(
      await shop.submit(textRows(30), { quotas: { minRecordsPerJob: 5, recordsPerJob: 15 } }),
    );
    const id = run.state.jobs[0]?.attempts[0]?.jobArn?.split('/').at(-1) ?? '';
    await hideOutputs(shop.s3, 'data', (key) => key.includes(`/${id}/shard-`));

    await expect(saveOutcomes(run, { s3: shop.s3 })).rejects.toMatchObject({
      message: expect.stringMatching(/manifest\.json\.out says 15 processed/),
    });

    expect(run.state.jobs.map(({ saved }) => saved?.counts.succeeded)).toEqual([undefined, 15]);
    expect(await savedOf(run)).toHaveLength(15);
  });

  it('are kept as missing where that is accepted, marked as such, and not read again', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(6)));
    await hideOutputs(shop.s3, 'data');

    const options = { s3: shop.s3, acceptMissing: true };
    const [path = ''] = await saveOutcomes(run, options);
    const read: string[] = [];
    await saveOutcomes(await openRun(run.dataset.folder), {
      s3: shop.s3,
      onJob: ({ folder }) => read.push(folder),
    });

    expect(await readFile(path, 'utf8')).toContain('"status":"missing"');
    expect((await openRun(run.dataset.folder)).state.jobs[0]?.saved).toMatchObject({
      counts: { missing: 6 },
      agreement: 'accepted',
    });
    expect(read).toEqual([]);
  });

  it('are read again after they were accepted once the file of outcomes is deleted', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(6)));
    const bringBack = await hideOutputs(shop.s3, 'data');
    const [path = ''] = await saveOutcomes(run, { s3: shop.s3, acceptMissing: true });
    await bringBack();

    await rm(path);
    await saveOutcomes(run, { s3: shop.s3 });

    expect(run.state.jobs[0]?.saved).toMatchObject({
      counts: { succeeded: 6, missing: 0 },
      agreement: 'agrees',
    });
  });

  it('are not suspected for counts of a job that was not seen to end', async () => {
    await using shop = await Workshop.open();
    const finished = await shop.finish(await shop.submit(textRows(6)));
    const run = await rewriteState(finished, ({ jobs: [job] }) => {
      const counts = { total: 6, processed: 2, succeeded: 2, failed: 0 };
      Object.assign(job.attempts[0].seen, { status: 'InProgress', counts });
    });

    await saveOutcomes(run, { s3: shop.s3, forgotten: ['jobs/0000'] });

    expect(run.state.jobs[0]?.saved).toMatchObject({
      counts: { succeeded: 6 },
      agreement: 'agrees',
    });
  });

  it('are not tried again, for they would be paid for again', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(6)));
    await hideOutputs(shop.s3, 'data');
    const out = join(shop.folder, 'retry');

    await expect(retryDataset(run, { s3: shop.s3, out })).rejects.toMatchObject({
      code: 'JOB_OUTPUTS_DIFFER',
      message: expect.stringContaining('paid for a second time'),
    });
    expect(await readdir(shop.folder)).toEqual(['out']);

    const retry = await retryDataset(run, { s3: shop.s3, out, acceptMissing: true });
    expect(retry?.manifest.records).toBe(6);
  });

  it('are not tried again either where nothing tells whether they were answered', async () => {
    await using shop = await Workshop.open();
    const run = await rewriteState(
      await shop.finish(await shop.submit(textRows(6))),
      (state) => delete state.jobs[0].attempts[0].seen.counts,
    );
    await hideOutputs(shop.s3, 'data');
    const out = join(shop.folder, 'retry');

    await expect(retryDataset(run, { s3: shop.s3, out })).rejects.toMatchObject({
      code: 'JOB_OUTPUTS_DIFFER',
      message: expect.stringContaining('neither counts nor a manifest.json.out'),
    });
    const retry = await retryDataset(run, { s3: shop.s3, out, acceptMissing: true });
    expect(retry?.manifest.records).toBe(6);
  });

  it('are noticed by the manifest alone where Get gives no counts', async () => {
    await using shop = await Workshop.open();
    const run = await rewriteState(
      await shop.finish(await shop.submit(textRows(6))),
      (state) => delete state.jobs[0].attempts[0].seen.counts,
    );
    const bringBack = await hideOutputs(shop.s3, 'data', (key) => key.endsWith('.jsonl.out'));

    await expect(saveOutcomes(run, { s3: shop.s3 })).rejects.toMatchObject({
      message: expect.stringContaining('manifest.json.out says 6 processed'),
    });
    await bringBack();
    await saveOutcomes(run, { s3: shop.s3 });
    expect(run.state.jobs[0]?.saved?.agreement).toBe('agrees');
  });

  it('are read again where neither counts nor a manifest tell of them', async () => {
    await using shop = await Workshop.open();
    const run = await rewriteState(
      await shop.finish(await shop.submit(textRows(6))),
      (state) => delete state.jobs[0].attempts[0].seen.counts,
    );
    const bringBack = await hideOutputs(shop.s3, 'data');

    await saveOutcomes(run, { s3: shop.s3 });
    expect(run.state.jobs[0]?.saved).toMatchObject({
      counts: { missing: 6 },
      agreement: 'unknown',
    });
    await bringBack();
    await saveOutcomes(run, { s3: shop.s3 });
    expect(run.state.jobs[0]?.saved).toMatchObject({
      counts: { succeeded: 6, missing: 0 },
      agreement: 'agrees',
    });
  });

  it('are noticed where a page of HTML stands in the place of an output', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(6)));
    const [output = ''] = await keysOf(shop, '.jsonl.out');
    const Body = '<!doctype html>\n<title>Sign in</title>\n';
    await shop.s3.send(new PutObjectCommand({ Bucket: 'data', Key: output, Body }));

    await expect(saveOutcomes(run, { s3: shop.s3 })).rejects.toMatchObject({
      code: 'JOB_OUTPUTS_DIFFER',
    });
  });
});

describe('outcomes that an earlier version kept', () => {
  const old = (run: Run, counts: object) =>
    rewriteState(run, (state) => {
      delete state.jobs[0].saved.agreement;
      state.jobs[0].saved.counts = {
        succeeded: 0,
        failed: 0,
        unprocessed: 0,
        missing: 0,
        ...counts,
      };
    });

  it('are read again where they are not what Bedrock counted', async () => {
    await using shop = await Workshop.open();
    const finished = await shop.finish(await shop.submit(textRows(6)));
    await saveOutcomes(finished, { s3: shop.s3 });
    const run = await old(finished, { missing: 6 });

    await saveOutcomes(run, { s3: shop.s3 });

    expect(run.state.jobs[0]?.saved).toMatchObject({
      counts: { succeeded: 6, missing: 0 },
      agreement: 'agrees',
    });
  });

  it('are final no more, and stay beside the others, where the outputs are still not there', async () => {
    await using shop = await Workshop.open();
    const finished = await shop.finish(await shop.submit(textRows(6)));
    await saveOutcomes(finished, { s3: shop.s3 });
    const run = await old(finished, { succeeded: 2, missing: 4 });
    await hideOutputs(shop.s3, 'data');

    await expect(saveOutcomes(run, { s3: shop.s3 })).rejects.toMatchObject({
      code: 'JOB_OUTPUTS_DIFFER',
    });

    expect(run.state.jobs[0]?.saved).toBeUndefined();
    expect(await readdir(outcomesOf(run))).toEqual(['0000.in-doubt.jsonl']);
    expect(await savedOf(run)).toEqual([]);
  });

  it('stay as they are where they are what Bedrock counted, also once the outputs are deleted', async () => {
    await using shop = await Workshop.open();
    const finished = await shop.finish(await shop.submit(textRows(6)));
    await saveOutcomes(finished, { s3: shop.s3 });
    const run = await old(finished, { succeeded: 5, failed: 1 });
    await hideOutputs(shop.s3, 'data');

    expect(await saveOutcomes(run, { s3: shop.s3 })).toHaveLength(1);
    expect(await savedOf(run)).toHaveLength(6);
  });
});

async function keysOf(shop: Workshop, ending: string): Promise<string[]> {
  const listed = await shop.s3.send(new ListObjectsV2Command({ Bucket: 'data' }));
  return (listed.Contents ?? [])
    .flatMap(({ Key }) => Key ?? [])
    .filter((key) => key.endsWith(ending));
}
