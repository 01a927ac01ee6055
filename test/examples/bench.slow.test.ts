import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runNode } from './run-program.ts';

const BENCH = path.join(ROOT, 'bench');

/** All cases; each compares at least two programs, without Python and simdjson too. */
const CASES = [
  'validate-chat',
  'validate-tiny',
  'validate-img',
  'validate-threads',
  'validate-schema',
  'validate-errors',
  'validate-tools',
  'validate-other-tools',
  'validate-objects',
  'validate-diagnostics',
  'validate-ids',
  'start-help',
  'start-validate',
  'start-import',
  'build-csv',
  'build-short',
  'build-wide',
  'build-rows',
  'build-array',
  'build-objects',
  'upload',
  'results',
];

/** The first program of a case: ours, and of the imports that of everything. */
const OURS = /\| (?:bedrock-batch|import 'bedrock-batch') \|/;

describe('bench/e2e/run.mjs', () => {
  // what it measures on so little says nothing; that all programs of a case count the same records does
  it('runs every case and keeps its figures', async () => {
    const ended = await runNode([
      path.join(BENCH, 'e2e/run.mjs'),
      ...['--size', '0.5MB', '--runs', '1'],
    ]);

    expect(ended.code, ended.stderr).toBe(0);
    const rows = ended.stdout.split('\n').filter((line) => OURS.test(line));
    expect(rows.map((row) => row.split(' | ')[0]?.slice(2))).toEqual(CASES);
    expect(ended.stdout).toMatch(/^validate-chat: 100\.000 % of \d+ records accepted/m);
    expect(ended.stdout).not.toContain('LESS THAN');
    const { cases } = JSON.parse(readFileSync(path.join(BENCH, 'out/latest.json'), 'utf8'));
    for (const { name, variants, records } of cases) {
      expect(records > 0, name).toBe(!name.startsWith('start-'));
      expect(variants.length).toBeGreaterThan(1);
      for (const { rssBytes } of variants) expect(rssBytes[0]).toBeGreaterThan(1e6);
    }
  });

  it('says which cases there are', async () => {
    const ended = await runNode([path.join(BENCH, 'e2e/run.mjs'), '--only', 'fly']);

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(CASES.join(', '));
  });
});
