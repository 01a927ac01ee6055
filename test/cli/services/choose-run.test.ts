import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');

/** Written once: a dataset of a file that was changed since is another one. */
async function source(): Promise<string> {
  const path = join(folder.path, 'texts.csv');
  if (existsSync(path)) return path;
  await writeFile(path, `text\n${Array.from({ length: 100 }, (_, row) => row).join('\n')}\n`);
  return path;
}

async function built(command: string, ...argv: readonly string[]): Promise<void> {
  const common = ['--out', out(), '--model', MODEL, '--prompt', '{{text}}'];
  const ended = await runMain([command, await source(), ...common, ...argv]);
  expect(ended.code).toBe(0);
}

const IDLE = [
  ['--profile', 'prod'],
  ['--endpoint-url', 'http://127.0.0.1:1'],
] as const;
const COMMANDS = [['results'], ['jobs', 'get'], ['jobs', 'wait'], ['jobs', 'stop']];

describe('a command about a run that is not named', () => {
  it('takes the only one of the dataset, whatever its name', async () => {
    await built('run', '--local', '--run', 'tuesday');
    await mkdir(join(out(), 'runs', '.other'));

    const results = await runMain(['results', out()]);
    const waited = await runMain(['jobs', 'wait', out()]);
    const got = await runMain(['jobs', 'get', out()]);
    const stopped = await runMain(['jobs', 'stop', out()]);

    expect(results.code).toBe(0);
    expect(results.stdout.trim().split('\n')).toHaveLength(100);
    expect(waited.stdout).toContain('Completed 100 of 100');
    expect(got.stdout).toContain('Completed');
    expect(stopped.stdout).toContain('had ended already');
  });

  it('refuses a profile and an endpoint where the run was local: neither is asked', async () => {
    await built('run', '--local');

    for (const command of COMMANDS) {
      for (const [flag, value] of IDLE) {
        const { code, stdout, stderr } = await runMain([...command, out(), flag, value]);

        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toContain(`${flag} has no effect with the run "local": it is local`);
        expect(stderr).toContain(`hint  Leave out ${flag}`);
      }
    }
  });

  it('names those of a dataset with several, and takes none', async () => {
    await built('run', '--local');
    await built('run', '--local', '--run', 'main');

    for (const command of COMMANDS) {
      const { code, stdout, stderr } = await runMain([...command, out()]);
      const named = await runMain([...command, out(), '--run', 'main']);

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('has 2 runs, and none is named');
      expect(stderr).toMatch(
        /hint {2}Choose one\n {8}--run local +"us-east-1", .+\n {8}--run main /,
      );
      expect(named.code).toBe(0);
    }
  });

  it('says that a dataset has none', async () => {
    await built('build');

    for (const command of COMMANDS) {
      const { code, stderr } = await runMain([...command, out()]);

      expect(code).toBe(2);
      expect(stderr).toContain('RUN_NOT_FOUND');
      expect(stderr).toContain('has no run yet');
    }
  });
});
