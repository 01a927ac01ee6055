import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Interruption } from '../../src/cli/session/interrupt.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { runMain } from './run-main.ts';

const folder = useTemporaryFolder();

async function untilSubmitted(runJson: string): Promise<void> {
  for (;;) {
    const text = await readFile(runJson, 'utf8').catch(() => '');
    if (text.includes('"jobArn"')) return;
    await setTimeout(20);
  }
}

it('a local run that is interrupted speaks of its emulator, not of a bill, and goes on', async () => {
  const source = join(folder.path, 'rows.jsonl');
  const out = join(folder.path, 'out');
  const rows = Array.from({ length: 24 }, (_, index) => `{"text":"${index}"}\n`);
  await writeFile(source, rows.join(''));
  // more jobs than run at a time: the first ones have begun long before the last
  const argv = [
    ...['run', source, '--local', '--out', out, '--model', 'amazon.titan-embed-text-v2:0'],
    ...['--prompt', '{{text}}', '--quota', 'min-records-per-job=1'],
    ...['--quota', 'records-per-job=1'],
  ];
  const controller = new AbortController();

  const running = runMain(argv, { signal: controller.signal });
  await untilSubmitted(join(out, 'runs/local/run.json'));
  controller.abort(new Interruption('SIGINT'));
  const ended = await running;
  const waited = await runMain(['jobs', 'wait', out, '--run', 'local'], {
    signal: AbortSignal.abort(new Interruption('SIGINT')),
  });

  const remains =
    'Interrupted: the embedded emulator has stopped, its jobs are kept, and nothing is billed';
  expect(ended).toMatchObject({ code: 130, stdout: '' });
  expect(ended.stderr).toContain(`${remains}; run the same command again to go on\n`);
  expect(waited.stderr).toContain(`${remains}; run the same command again to go on waiting\n`);
  expect(ended.stderr + waited.stderr).not.toContain('are billed');
  expect(await runMain(argv)).toMatchObject({ code: 0 });
});
