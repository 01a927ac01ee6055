import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { textRows, Workshop } from '../../../support/emulated-run.ts';
import { hideOutputs } from '../../../support/hidden-outputs.ts';
import { stubCredentials } from '../../../support/stub-credentials.ts';
import { runMain } from '../../run-main.ts';

const RECORDS = 12;
const UNKNOWN_JOB = 'zzzzzzzzzzzz';

/**
 * A run whose job ended while nobody looked, and was forgotten by Bedrock since: `run.json` has it in progress under an id
 * that Bedrock does not know. The outputs are hidden; what brings them back puts them where that id says.
 */
async function forgottenRun(shop: Workshop) {
  const { endpoint, region, credentials } = shop.emulator;
  stubCredentials({ credentials, region });
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const run = await shop.finish(await shop.submit(textRows(RECORDS)));
  const id = run.state.jobs[0]?.attempts[0]?.jobArn?.split('/').at(-1) ?? '';
  const path = join(run.dataset.folder, 'runs/main/run.json');
  const state = JSON.parse((await readFile(path, 'utf8')).replace(id, UNKNOWN_JOB));
  state.jobs[0].attempts[0].seen = { status: 'InProgress' };
  state.target.endpoint = endpoint;
  await writeFile(path, JSON.stringify(state));
  const bringBack = await hideOutputs(shop.s3, 'data', undefined, (key) =>
    key.replace(id, UNKNOWN_JOB),
  );
  const results = (...argv: readonly string[]) =>
    runMain(['results', run.dataset.folder, '--endpoint-url', endpoint, ...argv]);
  const jobs = (command: string, ...argv: readonly string[]) =>
    runMain(['jobs', command, run.dataset.folder, '--endpoint-url', endpoint, ...argv]);
  return { results, jobs, bringBack };
}

describe('results of a job that Bedrock has forgotten', () => {
  it('are all there where manifest.json.out says so', async () => {
    await using shop = await Workshop.open();
    const { results, bringBack } = await forgottenRun(shop);
    await bringBack();

    const { code, stdout, stderr } = await results();

    expect(code).toBe(0);
    expect(stdout.match(/"status":"succeeded"/g)).toHaveLength(RECORDS);
    expect(stderr.match(/Bedrock does not know its job any more/g)).toHaveLength(1);
    expect(stderr).not.toContain('neither counts');
  });

  it('are said to be in doubt where there is none, and are not tried again', async () => {
    await using shop = await Workshop.open();
    const { results } = await forgottenRun(shop);
    const out = join(shop.folder, 'retry');

    const printed = await results();
    const retry = await results('--retry', out);

    expect(printed.code).toBe(4);
    expect(printed.stdout.match(/"status":"missing"/g)).toHaveLength(RECORDS);
    expect(printed.stderr).toContain('neither counts nor a manifest.json.out');
    expect(retry.code).toBe(3);
    expect(retry.stderr).toContain('JOB_OUTPUTS_DIFFER');
  });
});

describe('jobs of a run that Bedrock has forgotten', () => {
  it('are shown as they were seen last, and waited for no longer', async () => {
    await using shop = await Workshop.open();
    const { jobs } = await forgottenRun(shop);

    const shown = await jobs('get');
    const told = await jobs('get', '--json');
    const waited = await jobs('wait', '--poll-seconds', '1');

    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('InProgress');
    expect(shown.stdout).toContain('Bedrock does not know the job any more');
    expect(JSON.parse(told.stdout)).toMatchObject([{ status: 'InProgress', forgotten: true }]);
    expect(waited.code).toBe(4);
    expect(waited.stdout).toContain(
      'InProgress (seen last; Bedrock does not know the job any more',
    );
    expect(waited.stdout).toContain('bedrock-batch results');
  });
});
