import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { DIST } from '../built.ts';

const ROOT = path.dirname(DIST);
const { exports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const ENTRIES = Object.keys(exports)
  .filter((name) => name !== './package.json')
  .map((name) => path.posix.join('bedrock-batch', name));

/** What an import may bring. */
const SMALL = ['p-limit', 'stream-chain', 'stream-json', 'yocto-queue'];
/** What that of one entry brings, and no other: it is a construct for them. */
const OF_CDK = ['aws-cdk-lib', 'constructs'];

const asUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

/** Zod, which comes with us. */
const ZOD = path.join(DIST, 'lib/zod.cjs');

/** Says of each module that is imported where it lies; those that are required say it in their cache. */
const HOOK = asUrl(`
  import { writeSync } from 'node:fs';
  export function load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context); }
`);
const REGISTER = asUrl(
  `import { register } from 'node:module'; register(${JSON.stringify(HOOK)});`,
);

/** Runs a program, and names each package of which it has loaded something: as many times as it has, by import and by require. */
function packagesLoaded(program: string): readonly string[] {
  const said = `
    ${program}
    const { createRequire } = await import('node:module');
    console.error(Object.keys(createRequire('${ROOT}/').cache).join('\\n'));
  `;
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', REGISTER, '--input-type=module', '-e', said],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const files = new Set(stderr.split('\n').map((line) => line.replace('file://', '')));
  return [...files].flatMap((file) => {
    if (file === ZOD) return ['zod'];
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return name === undefined ? [] : [name];
  });
}

const ASK = `
  const record = { recordId: '1', modelInput: { inputTxt: 'Hello' } };
  const found = validateRecord(record, { model: 'amazon.titan-embed-text-v2:0' });
  console.log(found.map(({ code }) => code).join());
`;

describe('an import of', () => {
  it.each(ENTRIES)('%s loads no zod, no AWS package and nothing else that is large', (entry) => {
    const loaded = packagesLoaded(`await import('${entry}');`);

    const large = [...new Set(loaded)].filter((name) => !SMALL.includes(name));
    expect(large.toSorted()).toEqual(entry === 'bedrock-batch/cdk' ? OF_CDK : []);
  });

  it('bedrock-batch loads one zod when a record asks for it, and then no other', () => {
    const loads = (program: string) =>
      packagesLoaded(program).filter((name) => name === 'zod').length;
    const once = `import { validateRecord } from 'bedrock-batch'; ${ASK}`;
    const more = `import { readClaudeOutput, validateDataset } from 'bedrock-batch';
      readClaudeOutput({ content: [] });
      await validateDataset({ bytes: [new TextEncoder().encode('{}')] }, { model: 'amazon.nova-lite-v1:0' });`;

    expect(loads(once)).toBe(1);
    expect(loads(`${once} ${more}`)).toBe(1);
  });
});

describe('a build of a table by a template', () => {
  const folder = useTemporaryFolder();

  it('loads no schema, and of hashes only those it takes', async () => {
    const source = path.join(folder.path, 'films.csv');
    const rows = Array.from({ length: 120 }, (_, row) => `Film ${row}\n`).join('');
    await writeFile(source, `title\n${rows}`);
    const options = {
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      prompt: 'Genre of {{title}}?',
      out: path.join(folder.path, 'out'),
    };

    const loaded = packagesLoaded(`
      import { buildDataset } from 'bedrock-batch';
      await buildDataset(${JSON.stringify(source)}, ${JSON.stringify(options)});
    `).filter((name) => !SMALL.includes(name));

    // one file of each
    expect(loaded.toSorted()).toEqual(['hash-wasm', 'xxhash-wasm']);
  });
});

describe('a bundle of a program', () => {
  const folder = useTemporaryFolder();

  /** Where nothing is installed, so that all stands in the bundle. */
  const run = (bundle: string) =>
    execFileSync(process.execPath, [bundle], { cwd: folder.path, encoding: 'utf8' }).trim();

  async function source(): Promise<string> {
    const file = path.join(folder.path, 'source.mjs');
    const from = path.join(DIST, 'lib/validators.js');
    await writeFile(file, `import { validateRecord } from ${JSON.stringify(from)}; ${ASK}`);
    return file;
  }

  it.each(['esm', 'cjs'] as const)('of esbuild, for %s, has zod in it', async (format) => {
    const outfile = path.join(folder.path, format === 'cjs' ? 'bundle.cjs' : 'bundle.mjs');

    await build({
      ...{ entryPoints: [await source()], outfile, format, bundle: true, platform: 'node' },
      logLevel: 'error',
    });

    expect(run(outfile)).toBe('MODEL_INPUT_UNKNOWN_KEY');
  });

  it('of rolldown has zod in it', async () => {
    const bundle = await rolldown({ input: await source(), platform: 'node' });

    await bundle.write({ dir: folder.path, entryFileNames: 'bundle.mjs' });

    expect(run(path.join(folder.path, 'bundle.mjs'))).toBe('MODEL_INPUT_UNKNOWN_KEY');
  });
});
