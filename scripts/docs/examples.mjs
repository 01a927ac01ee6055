// @ts-check
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { REPOSITORY } from '../repository.mjs';
import { documentedCode } from './code-blocks.mjs';

/**
 * @typedef {import('./code-blocks.mjs').CodeBlock} CodeBlock
 *
 * @typedef {object} Example
 * @property {CodeBlock} block Where it stands.
 * @property {string} name Name of its module, without an ending.
 * @property {string} title `file:line`, as the tests show it.
 * @property {boolean} runs Whether it is run; `no-run` after the fence says it is only type-checked.
 */

const RUN_SECONDS = 60;

const run = promisify(execFile);

/** @returns {Example[]} Every ```ts block of README, docs and docstrings. */
export function documentedExamples() {
  return documentedCode(REPOSITORY)
    .filter((block) => block.language === 'ts')
    .map((block) => ({
      block,
      name: `${block.file}-${block.line}`.replaceAll(/[^A-Za-z0-9]+/g, '-'),
      title: `${block.file}:${block.line}`,
      runs: !block.marks.includes('no-run'),
    }));
}

/** The settings of a careful user; the examples find the package by its own name. */
const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'esnext.disposable'],
    module: 'nodenext',
    moduleDetection: 'force',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmitOnError: false,
    outDir: 'out',
    rootDir: '.',
  },
  include: ['*.ts'],
};

/** Examples talk to the emulator at most: whatever names a real account is taken out of their environment. */
function environment() {
  const ours = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('AWS_') && name !== 'NODE_OPTIONS',
  );
  return {
    ...Object.fromEntries(ours),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

/** The examples as a small project inside the package, so that they import it by name. */
export class ExampleProject {
  #folder;
  #examples;

  /** @param {readonly Example[]} examples */
  constructor(examples) {
    mkdirSync(path.join(REPOSITORY, '.tmp'), { recursive: true });
    this.#folder = mkdtempSync(path.join(REPOSITORY, '.tmp/examples-'));
    this.#examples = examples;
    writeFileSync(path.join(this.#folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    for (const { name, block } of examples)
      writeFileSync(path.join(this.#folder, `${name}.ts`), block.code);
  }

  /**
   * Type-checks all examples in one run of the compiler, and writes what it makes of them.
   *
   * @returns {Promise<string[]>} What the compiler says, at the lines of the documents.
   */
  async compile() {
    if (this.#examples.length === 0) return [];
    const tsc = path.join(REPOSITORY, 'node_modules/typescript/bin/tsc');
    try {
      await run(process.execPath, [tsc, '-p', this.#folder, '--pretty', 'false'], {
        cwd: this.#folder,
      });
      return [];
    } catch (error) {
      const { stdout = '', message } = /** @type {{ stdout?: string, message: string }} */ (error);
      return stdout === ''
        ? [message]
        : stdout
            .trim()
            .split('\n')
            .map((line) => this.#atDocument(line));
    }
  }

  /** @param {string} line `name.ts(3,5): error …` @returns {string} `README.md:44:5: error …` */
  #atDocument(line) {
    const [, name, row, column, rest] = /^(.*)\.ts\((\d+),(\d+)\)(.*)$/.exec(line) ?? [];
    const example = this.#examples.find((one) => one.name === name);
    if (example === undefined) return line;
    return `${example.block.file}:${example.block.line + Number(row) - 1}:${column}${rest}`;
  }

  /**
   * Runs a compiled example in an empty folder; `console.assert` throws there.
   *
   * @param {Example} example
   * @returns {Promise<string | undefined>} What it said when it failed.
   */
  async run({ name }) {
    const cwd = mkdtempSync(path.join(tmpdir(), 'example-'));
    const preload = pathToFileURL(path.join(import.meta.dirname, 'assert-throws.mjs')).href;
    const program = path.join(this.#folder, 'out', `${name}.js`);
    try {
      await run(process.execPath, ['--no-warnings', '--import', preload, program], {
        cwd,
        env: environment(),
        timeout: RUN_SECONDS * 1000,
      });
      return undefined;
    } catch (error) {
      const {
        stderr = '',
        killed,
        message,
      } = /** @type {{ stderr?: string, killed?: boolean, message: string }} */ (error);
      return killed ? `takes more than ${RUN_SECONDS} s` : stderr || message;
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
