import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hostileEnvironment } from '../support/hostile-environment.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const folder = useTemporaryFolder();

describe('local work in the environment of a real machine', () => {
  it.each([
    ['an API key', 'bedrock-api-key-AAAA'],
    ['an API key that is set to nothing', ''],
  ])('goes its way with %s, and so do its results', (_, token) => {
    const env = { ...process.env, ...hostileEnvironment(token) };
    const out = join(folder.path, 'out');
    const call = (...argv: string[]) =>
      spawnSync(process.execPath, ['--no-warnings', BIN, ...argv], {
        ...{ env, encoding: 'utf8', input: '{"text":"a"}\n{"text":"b"}\n' },
      });

    const ran = call(
      ...['run', '-', '--format', 'jsonl', '--model', 'amazon.titan-embed-text-v2:0'],
      ...['--prompt', '{{text}}', '--quota', 'min-records-per-job=1', '--out', out],
      '--local',
    );
    const got = call('jobs', 'get', out, '--run', 'local', '--json');
    const results = call('results', out, '--run', 'local');

    expect([ran.stderr, ran.status]).toEqual([expect.stringMatching(/2 succeeded/), 0]);
    expect(JSON.parse(got.stdout)[0].status).toBe('Completed');
    expect(results.stdout.trim().split('\n')).toHaveLength(2);
  });
});
