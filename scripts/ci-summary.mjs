// @ts-check
import { readFileSync } from 'node:fs';
import { isMain } from './repository.mjs';

/**
 * What is read of vitest's JSON report.
 *
 * @typedef {object} Report
 * @property {number} numPassedTests Passed tests.
 * @property {number} numFailedTests Failed tests.
 * @property {readonly TestFile[]} testResults One per test file.
 *
 * @typedef {object} TestFile
 * @property {string} status `failed` also when the file could not be loaded.
 * @property {readonly { readonly status: string }[]} assertionResults Its tests.
 */

/** @param {TestFile} file */
function failedWithoutTest({ status, assertionResults }) {
  return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
}

/**
 * Counts a run for its last line. Failed are tests, and files that failed without a failed test; never 0 when anything
 * failed, because an unhandled rejection or a failed check stands in no test.
 *
 * @param {Report | undefined} report Undefined when the runner left none.
 * @param {boolean} hasFailed Whether the runner or another check ended with an exit code other than 0.
 * @returns {{ passed: number, failed: number }}
 */
export function countRun(report, hasFailed) {
  const files = report?.testResults.filter(failedWithoutTest).length ?? 0;
  const failed = (report?.numFailedTests ?? 0) + files;
  return { passed: report?.numPassedTests ?? 0, failed: hasFailed ? Math.max(failed, 1) : failed };
}

/**
 * Adds up the reports of several runs.
 *
 * @param {readonly (Report | undefined)[]} reports
 * @returns {Report}
 */
export function sumOf(reports) {
  const there = reports.filter((report) => report !== undefined);
  return {
    numPassedTests: there.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0),
    numFailedTests: there.reduce((sum, { numFailedTests }) => sum + numFailedTests, 0),
    testResults: there.flatMap(({ testResults }) => testResults),
  };
}

/** @param {string} path @returns {Report | undefined} */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

if (isMain(import.meta.url)) {
  const args = process.argv.slice(2);
  const reports = args.filter((arg) => arg.endsWith('.json')).map(readReport);
  const exitCodes = args.filter((arg) => !arg.endsWith('.json'));
  const hasFailed = reports.includes(undefined) || exitCodes.some((code) => code !== '0');
  const { passed, failed } = countRun(sumOf(reports), hasFailed);
  console.log(`${passed} passed, ${failed} failed`);
}
