import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../scripts/render-quotas.mjs', import.meta.url));
const page = fileURLToPath(new URL('../../../docs/quotas.md', import.meta.url));

describe('docs/quotas.md', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quotas-page-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says what the quota table says', async () => {
    await run(process.execPath, [script, '--check', page]);
  }, 20_000);

  it('is refused when a value in it was changed, and rendered anew from the table', async () => {
    const copy = join(folder, 'quotas.md');
    await copyFile(page, copy);
    const text = await readFile(copy, 'utf8');
    await writeFile(copy, text.replace('50,000 records', '60,000 records'));

    await expect(run(process.execPath, [script, '--check', copy])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('differs from the quota table'),
    });
    await run(process.execPath, [script, copy]);
    expect(await readFile(copy, 'utf8')).toBe(text);
  }, 30_000);
});
