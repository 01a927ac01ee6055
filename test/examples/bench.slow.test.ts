import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runNode } from './run-program.ts';

const BENCH = path.join(ROOT, 'bench');

/** Cases of any size; each compares at least two programs, without Python and simdjson too. */
const SIZED = [
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
  'upload-radosgw',
  'results',
  'table',
  'machines',
];
/** Cases of their own size, in the order of the list: of the large ones the tenth is enough here. */
const LOAD = [
  'seal',
  'seal-tenth',
  'load-run',
  'load-run-quarter',
  'load-jobs',
  'load-jobs-tenth',
  'load-line',
  'load-line-tenth',
  'load-strangers',
  'load-strangers-tenth',
];
/** CI installs radosgw; elsewhere its case is left out where there is none, as the bench does. */
const HAS_RADOSGW =
  process.env['CI'] !== undefined || spawnSync('radosgw', ['--version']).status === 0;
const TENTHS = ['seal-tenth', 'load-jobs-tenth', 'load-strangers-tenth'];
/** Nothing is compared with them. */
const ALONE = ['seal-tenth', 'load-strangers-tenth'];
const RUN_HERE = [...SIZED, ...TENTHS].filter((name) => HAS_RADOSGW || name !== 'upload-radosgw');

/** The first program of a case: ours, and of the imports that of everything. */
const OURS = /\| (?:bedrock-batch|import 'bedrock-batch'|two partitions, two processes) \|/;

describe('bench/e2e/run.mjs', () => {
  // what it measures on so little says nothing; that all programs of a case count the same records does
  it('runs every case and keeps its figures', async () => {
    const ended = await runNode([
      path.join(BENCH, 'e2e/run.mjs'),
      ...['--size', '0.5MB', '--runs', '1'],
      ...RUN_HERE.flatMap((name) => ['--only', name]),
    ]);

    expect(ended.code, ended.stderr).toBe(0);
    const rows = ended.stdout.split('\n').filter((line) => OURS.test(line));
    expect(rows.map((row) => row.split(' | ')[0]?.slice(2))).toEqual(RUN_HERE);
    expect(ended.stdout).toMatch(/^validate-chat: 100\.000 % of \d+ records accepted/m);
    expect(ended.stdout).not.toContain('LESS THAN');
    const { cases } = JSON.parse(readFileSync(path.join(BENCH, 'out/latest.json'), 'utf8'));
    for (const { name, variants, records } of cases) {
      expect(records > 0, name).toBe(!/^start-|^load-strangers|^machines/.test(name));
      expect(variants.length, name).toBeGreaterThan(ALONE.includes(name) ? 0 : 1);
      for (const { rssBytes } of variants) expect(rssBytes[0]).toBeGreaterThan(1e6);
    }
  });

  it('says which cases there are', async () => {
    const ended = await runNode([path.join(BENCH, 'e2e/run.mjs'), '--only', 'fly']);

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain([...SIZED, ...LOAD].join(', '));
  });
});
