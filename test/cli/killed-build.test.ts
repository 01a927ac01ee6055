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
const FEW_MOMENTS = [0.4, 0.75, 0.9, 1];
/** Begins the names of what is still being written, and of who writes it. */
const TEMPORARY = '/.bedrock-batch-';

interface Build {
  /** What stands in each file. */
  readonly files: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly records: number;
  readonly moments: readonly number[];
}

const numbers = Array.from({ length: ROWS }, (_, at) => at);
const table = (ids: readonly number[]) =>
  `${['id,t', ...ids.map((at) => `${at},"a ""text"""`)].join('\n')}\n`;
const objects = (ids: readonly number[]) => ids.map((id) => JSON.stringify({ id, t: 'a "text"' }));

const BUILDS: Readonly<Record<string, () => Build>> = {
  'a table': () => ({ files: { 'rows.csv': table(numbers) }, records: ROWS, moments: MOMENTS }),
  'lines of JSON': () => ({
    files: { 'rows.jsonl': `${objects(numbers).join('\n')}\n` },
    records: ROWS,
    moments: MOMENTS,
  }),
  'a JSON array': () => ({
    files: { 'rows.json': `[${objects(numbers).join(',\n')}]` },
    records: ROWS,
    moments: FEW_MOMENTS,
  }),
  'some rows of several files': () => ({
    files: {
      'a.csv': table(numbers.slice(0, ROWS / 2)),
      'b.jsonl': `${objects(numbers.slice(ROWS / 2)).join('\n')}\n`,
    },
    flags: ['--where', 'id!=7'],
    records: ROWS - 1,
    moments: FEW_MOMENTS,
  }),
};

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

  it.each(Object.entries(BUILDS))(
    'of %s leaves a whole dataset or none, and the next one gives the same bytes',
    async (_, make) => {
      const { files, flags = [], records, moments } = make();
      const sources = Object.keys(files).map((name) => join(folder.path, name));
      for (const [name, content] of Object.entries(files))
        await writeFile(join(folder.path, name), content);
      const build = (out: string) =>
        spawn(
          process.execPath,
          [
            ...[BIN, 'build', ...sources, '--prompt', '{{t}} {{id}}', '--out', out, '--quiet'],
            ...['--model', 'amazon.titan-embed-text-v2:0', ...flags],
          ],
          { stdio: 'ignore' },
        );
      const started = performance.now();
      const whole = join(folder.path, 'whole');
      expect(await once(build(whole), 'close')).toEqual([0, null]);
      const milliseconds = performance.now() - started;
      const expected = await contentOf(whole);

      const out = join(folder.path, 'whole-too', 'whole');
      for (const moment of moments) {
        const child = build(out);
        const closed = once(child, 'close');
        const timer = setTimeout(() => child.kill('SIGKILL'), moment * milliseconds);
        await closed;
        clearTimeout(timer);
        const left = existsSync(out) ? await contentOf(out) : {};
        // what has its final name is whole, also before there is a manifest
        const final = Object.entries(left).filter(([path]) => !path.startsWith(TEMPORARY));
        for (const [path, content] of final) expect(content === expected[path]).toBe(true);
        if (left['/manifest.json'] !== undefined) {
          expect((await openDataset(out)).manifest.records).toBe(records);
          expect(final).toHaveLength(Object.keys(expected).length);
        }
      }
      expect(await once(build(out), 'close')).toEqual([0, null]);
      expect(await contentOf(out)).toEqual(expected);
      expect(await readdir(join(folder.path, 'whole-too'))).toEqual(['whole']);
    },
  );
});
