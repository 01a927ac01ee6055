// @ts-check
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declaredPackages, installPacked } from './pack.mjs';
import { REPOSITORY } from './repository.mjs';

/** Versions of Node that try the package: the oldest it allows, and those with long-term support after it. */
const NODES = ['20.19.0', '22.23.3', '24.21.0'];
/** Kept between runs; a version never changes. */
const KEPT = path.join(REPOSITORY, '.tmp/nodes');
const BINARY = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';

const MODEL = 'amazon.titan-embed-text-v2:0';
/** Enough bytes for two threads to have a span each. */
const LARGE = 13_000_000;
/** A table of the column x and one row, packed with zstd. */
const ZSTD = '28b52ffd2004210000780a310a';
/** Jobs have at least a hundred records. */
const ROWS = 120;

/** Says at the end what ran beside the main thread's JavaScript. */
const COUNTER = `
const counts = { workers: 0, modules: 0 };
process.on('worker', () => { counts.workers += 1; });
const { Module } = WebAssembly;
WebAssembly.Module = class extends Module { constructor(bytes) { super(bytes); counts.modules += 1; } };
process.on('exit', () => require('node:fs').writeFileSync(process.env.COUNTS, JSON.stringify(counts)));
`;

/** @param {string} version @returns {string} Its program. */
function programOf(version) {
  return path.join(KEPT, 'node_modules', `node-${version}`, BINARY);
}

/**
 * Fetches the versions that are not there yet, as packages.
 *
 * @returns {boolean} Whether all are there. Where they are not, nothing can be tried: in CI a failure, elsewhere only said.
 */
function fetchNodes() {
  if (NODES.every((version) => existsSync(programOf(version)))) return true;
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(path.join(KEPT, 'package.json'), '{"private":true}');
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const wanted = NODES.map((version) => `node-${version}@npm:node-${platform}@${version}`);
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status, stderr } = spawnSync('npm', ['install', ...flags, ...wanted], {
    cwd: KEPT,
    encoding: 'utf8',
  });
  if (status === 0) return true;
  console.error(`Nothing is tried, for npm gives no Node ${NODES.join(', ')}:\n${stderr}`);
  process.exitCode = process.env['CI'] ? 1 : 0;
  return false;
}

/**
 * Makes a project that has the packed package, and files to try it with.
 *
 * @param {string} folder
 */
function makeProject(folder) {
  const home = installPacked(folder, declaredPackages());
  const { exports, bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  const entries = Object.keys(exports)
    .filter((name) => name !== './package.json')
    .map((name) => `bedrock-batch${name.slice(1)}`);
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(path.join(folder, name), text);

  const print = 'console.log(JSON.stringify(Object.keys(loaded).sort()));';
  write(
    'import.mjs',
    entries.map((name) => `{ const loaded = await import('${name}'); ${print} }`).join('\n'),
  );
  write(
    'require.cjs',
    entries.map((name) => `{ const loaded = require('${name}'); ${print} }`).join('\n'),
  );
  write('counter.cjs', COUNTER);
  const text = 'Words '.repeat(150);
  const lines = Array.from({ length: Math.ceil(LARGE / text.length) }, (_, index) =>
    JSON.stringify({ recordId: `${index % 12_000}`, modelInput: { inputText: text } }),
  );
  write('large.jsonl', `${lines.join('\n')}\n`);
  const rows = Array.from({ length: ROWS }, (_, index) => `${index},"Is ${index} even?"`);
  writeFileSync(path.join(folder, 'packed.csv.zst'), Buffer.from(ZSTD, 'hex'));
  write('rows.csv', `id,text\n${rows.join('\n')}\n`);
  return { folder, command: path.join(home, bin['bedrock-batch']) };
}

/** @typedef {ReturnType<typeof makeProject>} Project */

/**
 * Runs a program under a version of Node.
 *
 * @param {string} node Path of the Node.
 * @param {Project} project
 * @param {readonly string[]} args
 * @param {number} [expected] The exit code.
 * @returns {string} What it prints.
 */
function run(node, { folder }, args, expected = 0) {
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: LARGE,
    env: { ...process.env, COUNTS: path.join(folder, 'counts.json') },
  });
  if (status === expected) return stdout;
  throw new Error(`${args.join(' ')} ended with ${status}, not ${expected}\n${stdout}${stderr}`);
}

/** @param {string} what @param {unknown} found @param {unknown} expected */
function same(what, found, expected) {
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new Error(`${what}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
}

/** @type {Readonly<Record<string, (node: string, project: Project) => string>>} What is tried, and what each version has to print alike. */
const TRIALS = {
  'the command': (node, project) => run(node, project, [project.command, '--help']),

  'import and require': (node, project) => {
    const imported = run(node, project, ['import.mjs']);
    same('what require gives', run(node, project, ['require.cjs']), imported);
    return imported;
  },

  'threads and WebAssembly': (node, project) => {
    const validate = (/** @type {number} */ threads) => {
      const flags = ['--model', MODEL, '--threads', `${threads}`, '--json'];
      const args = ['--require', './counter.cjs', project.command, 'validate', 'large.jsonl'];
      const report = run(node, project, [...args, ...flags], 1);
      return { report, counts: JSON.parse(readFileSync(`${project.folder}/counts.json`, 'utf8')) };
    };
    const [alone, together] = [validate(1), validate(2)];
    same('what one thread counts', alone.counts, { workers: 0, modules: 1 });
    same('what two threads count', together.counts, { workers: 1, modules: 1 });
    if (together.report !== alone.report) throw new Error('Two threads report something else');
    return alone.report;
  },

  'build, and a run against the emulator': (node, project) => {
    const flags = ['--model', MODEL, '--prompt', '{{text}}', '--id', '{{id}}'];
    const out = mkdtempSync(path.join(project.folder, 'out-'));
    const read = (/** @type {string} */ name) => readFileSync(path.join(out, name), 'utf8');
    run(node, project, [project.command, 'build', 'rows.csv', ...flags, '--out', `${out}/built`]);
    const local = ['--out', `${out}/run`, '--local', '--quiet'];
    run(node, project, [project.command, 'run', 'rows.csv', ...flags, ...local]);
    const outcomes = read('run/runs/local/outcomes/0000.jsonl').trim().split('\n');
    same('the outcomes', outcomes.length, ROWS);
    return `${read('built/manifest.json')}${outcomes.toSorted().join('\n')}`;
  },

  'a table with zstd, read where Node has it': (node, project) => {
    const unpacks = "typeof require('node:zlib').createZstdDecompress === 'function'";
    const hasZstd = JSON.parse(run(node, project, ['--print', unpacks]));
    const out = mkdtempSync(path.join(project.folder, 'out-'));
    const flags = ['--model', MODEL, '--prompt', '{{x}}', '--below-minimum', 'pad', '--quiet'];
    const args = [project.command, 'build', 'packed.csv.zst', ...flags, '--out', `${out}/built`];
    run(node, project, args, hasZstd ? 0 : 1);
    same('whether there is a dataset', existsSync(`${out}/built/manifest.json`), hasZstd);
    return '';
  },
};

/**
 * Tries one thing under one version.
 *
 * @param {string} version
 * @param {string} name Of the trial.
 * @param {Project} project
 * @param {Map<string, string>} printed What earlier versions printed, by trial.
 * @returns {string | undefined} What is wrong.
 */
function faultOf(version, name, project, printed) {
  try {
    const text = TRIALS[name]?.(programOf(version), project) ?? '';
    const first = printed.get(name) ?? text;
    printed.set(name, first);
    return text === first
      ? undefined
      : `Node ${version}, ${name}: not what Node ${NODES[0]} prints`;
  } catch (error) {
    return `Node ${version}, ${name}: ${error instanceof Error ? error.message : error}`;
  }
}

/**
 * Tries everything under every version.
 *
 * @param {Project} project
 * @returns {readonly string[]} What is wrong.
 */
function faultsOf(project) {
  /** @type {Map<string, string>} */
  const printed = new Map();
  return NODES.flatMap((version) => {
    const started = performance.now();
    const faults = Object.keys(TRIALS)
      .map((name) => faultOf(version, name, project, printed))
      .filter((fault) => fault !== undefined);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Node ${version}: ${faults.length === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
    return faults;
  });
}

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'check-nodes-')));
try {
  if (fetchNodes()) {
    const faults = faultsOf(makeProject(folder));
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length === 0 ? 0 : 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
