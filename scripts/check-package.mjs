// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from './pack.mjs';
import { REPOSITORY } from './repository.mjs';

/** Bytes the package may have; raised on purpose, never by accident. */
// Half of it is types and sources, with the maps that point to them, for whoever steps into a stack trace; a quarter is the library with
// its maps, a sixth the command.
// The set-up (policies, looks, IAM and STS in the emulator) is 0.4 MB of it unpacked, the calls and forms
// of the AWS CLI and summaries with their costs 0.2 MB, datasets in S3, partitions, checked answers and diffs 0.8 MB,
// handlers and the construct for CDK with their page 0.1 MB, zod without its translations 0.2 MB.
const BUDGET = { size: 3_500_000, unpackedSize: 13_200_000 };

/** All that is published: what runs, the sources its maps point to, what people read. */
const PUBLISHED =
  /^(?:dist\/.+\.d\.ts(?:\.map)?|dist\/(?:cli|lib)\/[^/]+\.js(?:\.map)?|dist\/lib\/(?:load-)?zod\.cjs|dist\/lib\/zod\.LICENSE|dist\/cli\/commander\.LICENSE|src\/.+\.(?:ts|cjs|cts)|docs\/.+\.(?:md|json|svg)|(?:README|CHANGELOG)\.md|LICENSE|package\.json)$/;

/** @param {unknown} value @returns {string[]} Paths in a value of package.json. */
function pathsIn(value) {
  if (typeof value === 'string') return [value.replace(/^\.\//, '')];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(pathsIn) : [];
}

/** @param {import('./pack.mjs').Packed} packed @returns {string[]} What is wrong with the list of files. */
function faultsOf({ files, size, unpackedSize }) {
  const { exports, bin } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'));
  const promised = [...pathsIn(exports), ...pathsIn(bin), 'LICENSE', 'README.md', 'CHANGELOG.md'];
  return [
    ...promised
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is promised and not in the package`),
    ...files
      .filter((file) => !PUBLISHED.test(file))
      .map((file) => `${file} does not belong in the package`),
    ...(size > BUDGET.size ? [`${size} bytes packed, the budget is ${BUDGET.size}`] : []),
    ...(unpackedSize > BUDGET.unpackedSize
      ? [`${unpackedSize} bytes unpacked, the budget is ${BUDGET.unpackedSize}`]
      : []),
  ];
}

/** @param {readonly string[]} command Program in node_modules/.bin and its arguments. @returns {boolean} */
function passes([program = '', ...args]) {
  const bin = path.join(REPOSITORY, 'node_modules/.bin', program);
  const { status, stdout, stderr } = spawnSync(bin, args, { encoding: 'utf8' });
  console.log(`${program}: ${status === 0 ? 'passed' : `FAILED\n${stdout}${stderr}`}`);
  return status === 0;
}

const folder = mkdtempSync(path.join(tmpdir(), 'check-package-'));
try {
  const packed = pack(folder);
  console.log(
    `${packed.files.length} files, ${packed.size} bytes packed, ${packed.unpackedSize} bytes unpacked`,
  );
  const faults = faultsOf(packed);
  for (const fault of faults) console.error(fault);
  const publint = passes(['publint', 'run', '--strict', packed.tarball]);
  const attw = passes(['attw', '--profile', 'esm-only', packed.tarball]);
  process.exitCode = faults.length === 0 && publint && attw ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
