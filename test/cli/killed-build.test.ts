import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/dataset/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const ROWS = 120_000;
/** Moments at which a build is killed, in parts of what a whole one takes. */
const MOMENTS = [0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1];

/** What stands in a folder, by path. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.sort().map((path) => readFile(path, 'latin1')));
  return Object.fromEntries(
    paths.sort().map((path, at) => [path.slice(folder.length), texts[at] ?? '']),
  );
}

describe('a build that is killed', () => {
  const folder = useTemporaryFolder();

  it.each(['csv', 'jsonl'])(
    'of %s leaves a whole dataset or none, and the next one gives the same bytes',
    async (format) => {
      const source = join(folder.path, `rows.${format}`);
      const row = (at: number) =>
        format === 'csv' ? `${at},"a ""text"""` : JSON.stringify({ id: at, t: 'a "text"' });
      const rows = Array.from({ length: ROWS }, (_, at) => row(at));
      await writeFile(source, `${(format === 'csv' ? ['id,t', ...rows] : rows).join('\n')}\n`);
      const build = (out: string) =>
        spawn(
          process.execPath,
          [
            ...[BIN, 'build', source, '--prompt', '{{t}} {{id}}', '--out', out, '--quiet'],
            ...['--model', 'amazon.titan-embed-text-v2:0'],
          ],
          { stdio: 'ignore' },
        );
      const started = performance.now();
      const whole = join(folder.path, 'whole');
      expect(await once(build(whole), 'close')).toEqual([0, null]);
      const milliseconds = performance.now() - started;
      const expected = await contentOf(whole);

      const out = join(folder.path, 'whole-too', 'whole');
      for (const moment of MOMENTS) {
        const child = build(out);
        const closed = once(child, 'close');
        const timer = setTimeout(() => child.kill('SIGKILL'), moment * milliseconds);
        await closed;
        clearTimeout(timer);
        if (existsSync(join(out, 'manifest.json'))) {
          const { manifest } = await openDataset(out);
          expect(manifest.records).toBe(ROWS);
          expect(await contentOf(out)).toEqual(expected);
        }
      }
      expect(await once(build(out), 'close')).toEqual([0, null]);
      expect(await contentOf(out)).toEqual(expected);
      expect(await readdir(join(folder.path, 'whole-too'))).toEqual(['whole']);
    },
  );
});
