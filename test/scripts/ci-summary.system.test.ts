import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countRun, sumOf } from '../../scripts/ci-summary.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const passed = { status: 'passed' };
const failed = { status: 'failed' };

describe('countRun()', () => {
  it('counts tests as the runner does', () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [passed] },
        { status: 'failed', assertionResults: [passed, failed] },
      ],
    };

    expect(countRun(report, true)).toEqual({ passed: 2, failed: 1 });
  });

  it('counts a file that failed without a failed test', () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [passed] },
        { status: 'failed', assertionResults: [failed] },
      ],
    };

    expect(countRun(report, true)).toEqual({ passed: 1, failed: 3 });
  });

  it('never says 0 failed when the run failed', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [] };

    expect(countRun(report, true)).toEqual({ passed: 3, failed: 1 });
    expect(countRun(undefined, true)).toEqual({ passed: 0, failed: 1 });
  });

  it('says 0 failed when all is well', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 0,
      testResults: [{ status: 'passed', assertionResults: [passed] }],
    };

    expect(countRun(report, false)).toEqual({ passed: 3, failed: 0 });
  });
});

describe('sumOf()', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [{ status: 'failed', assertionResults: [failed] }],
  };
  const unloaded = {
    numPassedTests: 2,
    numFailedTests: 0,
    testResults: [{ status: 'failed', assertionResults: [] }],
  };

  it('counts the tests of all reports', () => {
    expect(countRun(sumOf([report, unloaded]), true)).toEqual({ passed: 5, failed: 2 });
  });

  it('counts those that are there', () => {
    expect(countRun(sumOf([undefined, report]), true)).toEqual({ passed: 3, failed: 1 });
  });
});

describe('the last line of several runs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ci-summary-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, numPassedTests: number) => {
    const report = { numPassedTests, numFailedTests: 0, testResults: [] };
    writeFileSync(path.join(folder, name), JSON.stringify(report));
  };
  /** What the script prints for reports in the folder and for exit codes. */
  const lineOf = (...args: readonly string[]) =>
    spawnSync(
      process.execPath,
      [
        path.join(ROOT, 'scripts/ci-summary.mjs'),
        ...args.map((arg) => (arg.endsWith('.json') ? path.join(folder, arg) : arg)),
      ],
      { encoding: 'utf8' },
    ).stdout;

  it('adds them up, and hides neither a run without a report nor a failed check', () => {
    write('a.json', 4);
    write('b.json', 3);

    expect(lineOf('a.json', 'b.json', '0', '0', '0')).toBe('7 passed, 0 failed\n');
    expect(lineOf('a.json', 'b.json', '0', '0', '1')).toBe('7 passed, 1 failed\n');
    expect(lineOf('a.json', 'missing.json', '0', '0', '0')).toBe('4 passed, 1 failed\n');
  });
});

describe('a run with a rejection nobody handles', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ci-summary-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs vitest over one test file and gives back its exit code and the last line .ci/run would print. */
  function runTests(setupFiles: readonly string[]) {
    mkdirSync(path.join(folder, 'support'), { recursive: true });
    cpSync(path.join(ROOT, 'test/support/unhandled.ts'), path.join(folder, 'support/unhandled.ts'));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    writeFileSync(
      path.join(folder, 'late.test.ts'),
      "import { it } from 'vitest';\nit('rejects', () => { void Promise.reject(new Error('late')); });\nit('passes', () => {});\n",
    );
    const config = { test: { setupFiles, reporters: ['json'], outputFile: 'report.json' } };
    writeFileSync(
      path.join(folder, 'vitest.config.mjs'),
      `export default ${JSON.stringify(config)};\n`,
    );
    const runner = spawnSync(
      process.execPath,
      [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'],
      { cwd: folder },
    );
    const summary = spawnSync(process.execPath, [
      path.join(ROOT, 'scripts/ci-summary.mjs'),
      path.join(folder, 'report.json'),
      String(runner.status),
    ]);
    rmSync(path.join(folder, 'node_modules'));
    return { exitCode: runner.status, line: summary.stdout.toString() };
  }

  it('fails, though no test of the report did', () => {
    expect(runTests([])).toEqual({ exitCode: 1, line: '2 passed, 1 failed\n' });
  });

  it('fails the test that left it when test/support/unhandled.ts is set up', () => {
    expect(runTests(['./support/unhandled.ts'])).toEqual({
      exitCode: 1,
      line: '1 passed, 1 failed\n',
    });
  });
});
