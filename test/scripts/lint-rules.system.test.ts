import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** One file per case: where it lies, what it says, and the rules that must fire, in order of name. */
interface Case {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly rules: readonly string[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const lines = (count: number, line: string) => `${line}\n`.repeat(count);

const REFUSED: readonly Case[] = [
  {
    title: 'a promise nobody waits for',
    file: 'src/core/floating.ts',
    text: 'export async function go(): Promise<void> {}\ngo();',
    rules: ['typescript(no-floating-promises)'],
  },
  {
    title: 'a promise as a condition',
    file: 'src/core/misused.ts',
    text: 'export const f = (a: Promise<boolean>): number => (a ? 1 : 2);',
    rules: ['typescript(no-misused-promises)'],
  },
  {
    title: 'a switch that forgets a case',
    file: 'src/core/switch.ts',
    text: "export function f(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}",
    rules: ['typescript(switch-exhaustiveness-check)'],
  },
  {
    title: 'a thrown string',
    file: 'src/core/throws.ts',
    text: "export function f(): never {\n  throw 'no';\n}",
    rules: ['typescript(only-throw-error)'],
  },
  {
    title: 'the console outside cli',
    file: 'src/core/says.ts',
    text: "console.log('hello');\nexport {};",
    rules: ['eslint(no-console)'],
  },
  {
    title: 'the process outside cli',
    file: 'src/run/env.ts',
    text: 'export const home: unknown = [process.env, globalThis.process.pid];',
    rules: ['eslint(no-restricted-globals)', 'eslint(no-restricted-globals)'],
  },
  {
    title: 'two files that import each other',
    file: 'src/core/cycle-a.ts',
    text: "import { b } from './cycle-b.ts';\nexport const a: () => unknown = () => b;",
    rules: ['import(no-cycle)'],
  },
  {
    title: 'an assertion that something is there',
    file: 'src/core/non-null.ts',
    text: 'export function f(a: string | undefined): string {\n  return a!;\n}',
    rules: ['typescript(no-non-null-assertion)'],
  },
  {
    title: 'a type imported as a value',
    file: 'src/core/type-import.ts',
    text: "import { Stats } from 'node:os';\nexport type S = Stats;",
    rules: ['typescript(consistent-type-imports)'],
  },
  {
    title: 'a file name in camel case',
    file: 'src/core/camelCase.ts',
    text: 'export {};',
    rules: ['unicorn(filename-case)'],
  },
  {
    title: 'a file of more than 250 code lines',
    file: 'src/core/long.ts',
    text: `export const a: number[] = [];\n${lines(250, 'a.push(1);')}`,
    rules: ['eslint(max-lines)'],
  },
  {
    title: 'a function of more than 60 lines',
    file: 'src/core/long-function.ts',
    text: `export function f(a: number[]): void {\n${lines(60, '  a.push(1);')}}`,
    rules: ['eslint(max-lines-per-function)'],
  },
  {
    title: 'four parameters of what is exported',
    file: 'src/core/parameters.ts',
    text: 'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d;',
    rules: ['house(exported-params)'],
  },
  {
    title:
      'four parameters of what is exported in a list, and of a method, but not of a private constructor',
    file: 'src/core/listed-parameters.ts',
    text: 'type N = number;\nfunction f(a: N, b: N, c: N, d: N): N {\n  return a + b + c + d;\n}\nclass A {\n  readonly n: N;\n  private constructor(a: N, b: N, c: N, d: N) {\n    this.n = f(a, b, c, d);\n  }\n  static of(): A {\n    return new A(1, 2, 3, 4);\n  }\n  m(a: N, b: N, c: N, d: N): N {\n    return f(a, b, c, d);\n  }\n}\nexport { A, f };',
    rules: ['house(exported-params)', 'house(exported-params)'],
  },
  {
    title: 'six parameters',
    file: 'src/core/six-parameters.ts',
    text: 'type N = number;\nconst f = (a: N, b: N, c: N, d: N, e: N, g: N): N => a + b + c + d + e + g;\nexport const n: N = f(1, 2, 3, 4, 5, 6);',
    rules: ['eslint(max-params)'],
  },
  {
    title: 'four levels of nesting',
    file: 'src/core/depth.ts',
    text: 'export function f(a: number): number {\n  if (a > 1) { if (a > 2) { if (a > 3) { if (a > 4) { return 1; } } } }\n  return 2;\n}',
    rules: ['eslint(max-depth)'],
  },
  {
    title: 'a function with too many branches',
    file: 'src/core/complex.ts',
    text: `export function f(a: number): number {\n${lines(15, '  if (a === 1) return 1;')}  return 2;\n}`,
    rules: ['eslint(complexity)'],
  },
  {
    title: 'a parameter documented without words',
    file: 'src/core/param.ts',
    text: '/**\n * Does it.\n *\n * @param a\n */\nexport function f(a: number): number {\n  return a;\n}',
    rules: ['jsdoc(require-param-description)'],
  },
  {
    title: 'a folder further down the list',
    file: 'src/quotas/upwards.ts',
    text: "import type {} from '../run/index.ts';",
    rules: ['house(import-table)'],
  },
  {
    title: 'a file inside another folder',
    file: 'src/run/inside.ts',
    text: "import { a } from '../core/long.ts';\nexport const b: unknown = a;",
    rules: ['house(import-table)'],
  },
  {
    title: 'the validators in the emulator',
    file: 'src/emulator/judge.ts',
    text: "export const a = (): unknown => import('../validators/index.ts');",
    rules: ['house(import-table)'],
  },
  {
    title: 'the emulator in the main entry',
    file: 'src/index.ts',
    text: "export type * from './emulator/index.ts';",
    rules: ['house(import-table)'],
  },
  {
    title: "the emulator's entry in another one",
    file: 'src/jobs.ts',
    text: "export type * from './emulator.ts';",
    rules: ['house(import-table)'],
  },
  {
    title: "a stage in the emulator's entry",
    file: 'src/emulator.ts',
    text: "export type * from './run/index.ts';\nexport type * from './emulator/index.ts';",
    rules: ['house(import-table)'],
  },
  {
    title: 'an entry in a folder',
    file: 'src/run/entry.ts',
    text: "export type * from '../jobs.ts';",
    rules: ['house(import-table)'],
  },
  {
    title: 'a folder that is not in the list',
    file: 'src/extra/new.ts',
    text: "import type {} from '../core/index.ts';",
    rules: ['house(import-table)'],
  },
  {
    title: 'the AWS SDK by value',
    file: 'src/upload/client.ts',
    text: "import { S3Client } from '@aws-sdk/client-s3';\nexport const a: unknown = S3Client;\nexport const b = (): unknown => import('@smithy/core');",
    rules: ['house(import-table)', 'house(import-table)'],
  },
  {
    title: 'a file with the AWS SDK, imported statically',
    file: 'src/upload/static.ts',
    text: "import { make } from './aws-client.ts';\nexport const a: unknown = make;",
    rules: ['house(import-table)'],
  },
  {
    title: 'files and streams outside io',
    file: 'src/upload/files.ts',
    text: "import { readFile } from 'node:fs/promises';\nimport { Readable } from 'node:stream';\nexport const a: unknown = [readFile, Readable];",
    rules: ['house(import-table)', 'house(import-table)'],
  },
  {
    title: 'a public export without a docstring',
    file: 'src/builders/undocumented.ts',
    text: '/** Has one. */\nexport const first: number = 1;\n\nexport const second: number = 2;\nexport const hidden: number = 3;',
    rules: ['house(documented-exports)'],
  },
  {
    title: 'a name from another field',
    file: 'src/run/words.ts',
    text: 'interface JobResult {}\nexport const payload: JobResult = {};',
    rules: ['house(field-words)', 'house(field-words)'],
  },
  {
    title: 'a message in another style',
    file: 'src/core/catalogue/style.ts',
    text: "export const a: string[] = ['You can\\'t do that', 'A sentence.', 'Try it again!', 'Please try'];",
    rules: Array.from({ length: 4 }, () => 'house(message-style)'),
  },
];

const ACCEPTED: readonly Case[] = [
  {
    title: 'five parameters within a file',
    file: 'src/core/private-parameters.ts',
    text: 'type N = number;\nfunction f(a: N, b: N, c: N, d: N, e: N): N {\n  return a + b + c + d + e;\n}\nexport class A {\n  m(a: N, b: N, c: N): N {\n    return this.#m(a, b, c, 4);\n  }\n\n  #m(a: N, b: N, c: N, d: N): N {\n    return f(a, b, c, d, 5);\n  }\n}',
    rules: [],
  },
  {
    title: 'a folder further up the list, by its index',
    file: 'src/run/index.ts',
    text: "export * from '../core/index.ts';",
    rules: [],
  },
  {
    title: 'the AWS SDK as a type, and by value in a file named for it',
    file: 'src/upload/aws-client.ts',
    text: "import { S3Client } from '@aws-sdk/client-s3';\n\nexport const make: () => S3Client = () => new S3Client({});",
    rules: [],
  },
  {
    title: 'files in io, the process in cli',
    file: 'src/cli/bin.ts',
    text: "import { argv } from 'node:process';\n\nconsole.log(argv, process.pid);",
    rules: [],
  },
];

const SUPPORT: Readonly<Record<string, string>> = {
  'src/core/index.ts': 'export {};',
  'src/core/cycle-b.ts': "export * from './cycle-a.ts';\nexport const b: number = 1;",
  'src/validators/index.ts': 'export {};',
  'src/emulator/index.ts': 'export {};',
  'src/builders.ts': "export { first, second } from './builders/index.ts';",
  'src/builders/index.ts': "export { first, second } from './undocumented.ts';",
};

interface Finding {
  readonly code: string;
  readonly filename: string;
}

/** Runs the project's own configuration over all cases at once. */
function lint(folder: string): readonly Finding[] {
  for (const name of ['.oxlintrc.json', 'scripts/oxlint', 'tsconfig.json', 'package.json']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const files = [...REFUSED, ...ACCEPTED].map(({ file, text }) => [file, text] as const);
  for (const [file, text] of [...files, ...Object.entries(SUPPORT)]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  }
  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
  try {
    execFileSync(process.execPath, [oxlint, '--type-aware', '-f', 'json', 'src'], {
      cwd: folder,
      stdio: 'pipe',
    });
  } catch (error) {
    return JSON.parse(String((error as { stdout: Buffer }).stdout)).diagnostics;
  }
  throw new Error('oxlint found nothing in a folder full of faults');
}

describe('the lint rules', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lint-rules-'));
  let findings: readonly Finding[] = [];

  beforeAll(() => {
    findings = lint(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rulesFiredIn = (file: string) =>
    findings
      .filter(({ filename }) => filename === file)
      .map(({ code }) => code)
      .sort();

  it.each(REFUSED)('refuse $title', ({ file, rules }) => {
    expect(rulesFiredIn(file)).toEqual(rules);
  });

  it.each(ACCEPTED)('accept $title', ({ file }) => {
    expect(rulesFiredIn(file)).toEqual([]);
  });
});
