import { spawnSync } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FIGURES = join(ROOT, 'bench/e2e/programs/figures-at-exit.cjs');
const BIN = join(ROOT, 'dist/cli/bin.js');
const MODEL = ['--model', 'amazon.titan-embed-text-v2:0'];
const GIB = 2 ** 30;
const MB = 1e6;
const folder = useTemporaryFolder();

/** Validates in a process of its own; gives the report and the most memory it had. */
function validate(path: string, ...flags: readonly string[]) {
  const argv = ['validate', path, ...MODEL, '--json', '--max-diagnostics', '20', ...flags];
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    ['--require', FIGURES, BIN, ...argv],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8' },
  );
  expect(status, stderr).toBe(1);
  const { rssBytes } = JSON.parse(String(output[3])) as { readonly rssBytes: number };
  return { report: JSON.parse(stdout), rssBytes };
}

/** A file of so many NULs that takes no room on the disk. */
async function sparseFile(bytes: number): Promise<string> {
  const path = join(folder.path, 'sparse.jsonl');
  await writeFile(path, '');
  await truncate(path, bytes);
  return path;
}

describe('a line of 2 GiB', () => {
  it.each([
    ['1', 300],
    ['2', 300],
  ] as const)('is too long, and is never held whole, with --threads %s', async (threads, most) => {
    const path = await sparseFile(2 * GIB);

    const { report, rssBytes } = validate(path, '--threads', threads);

    expect(report.counts).toContainEqual({
      code: 'JSONL_LINE_TOO_LONG',
      severity: 'error',
      count: 1,
    });
    expect(report).toMatchObject({ records: 1, bytes: 2 * GIB });
    expect(report.diagnostics[0].args.actual).toBe(2 * GIB);
    expect(rssBytes).toBeLessThan(most * MB);
  });

  it('takes less where less is allowed', async () => {
    const flags = ['--threads', '1', '--max-line-bytes', '1000000'];
    const { rssBytes } = validate(await sparseFile(2 * GIB), ...flags);

    expect(rssBytes).toBeLessThan(200 * MB);
  });
});

describe('two million diagnostics', () => {
  it('take no more memory than a tenth of them', async () => {
    const most = (lines: number) => {
      const path = join(folder.path, `${lines}.jsonl`);
      return writeFile(path, '{}\n'.repeat(lines)).then(() => validate(path, '--threads', '1'));
    };

    const few = await most(100_000);
    const many = await most(1_000_000);

    expect(many.report.errors + many.report.warnings).toBeGreaterThanOrEqual(2_000_000);
    expect(many.report.diagnostics).toHaveLength(20);
    expect(many.rssBytes - few.rssBytes).toBeLessThan(50 * MB);
  });
});
