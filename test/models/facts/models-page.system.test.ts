import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../scripts/render-models.mjs', import.meta.url));
const page = fileURLToPath(new URL('../../../docs/models.md', import.meta.url));

describe('docs/models.md', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-page-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says what the table of models says', async () => {
    await run(process.execPath, [script, '--check', page]);
  }, 20_000);

  it('is refused when a value in it was changed, and rendered anew from the table', async () => {
    const copy = join(folder, 'models.md');
    await copyFile(page, copy);
    const text = await readFile(copy, 'utf8');
    await writeFile(copy, text.replace('| 10,000 |', '| 11,000 |'));

    await expect(run(process.execPath, [script, '--check', copy])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('differs from the table of models'),
    });
    await run(process.execPath, [script, copy]);
    expect(await readFile(copy, 'utf8')).toBe(text);
  }, 30_000);
});
