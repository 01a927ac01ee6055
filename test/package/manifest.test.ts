import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAYERS, TO_COME } from '../../scripts/oxlint/layers.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');
const manifest = JSON.parse(read('package.json'));

describe('package.json', () => {
  it('offers types first and one file for import and require in every entry', () => {
    const entries = Object.entries(manifest.exports).filter(([name]) => name !== './package.json');

    for (const [name, target] of entries) {
      const file = name === '.' ? 'index' : name.slice(2);
      expect(Object.entries(target as object)).toEqual([
        ['types', `./dist/${file}.d.ts`],
        ['default', `./dist/lib/${file}.js`],
      ]);
    }
    expect(entries.map(([name]) => name)).toEqual([
      '.',
      './builders',
      './validators',
      './upload',
      './jobs',
      './results',
      './run',
      './setup',
      './partitions',
      './lambda',
      './cdk',
      './emulator',
    ]);
  });

  it('says what bundlers and package managers need to know', () => {
    expect(manifest).toMatchObject({
      name: 'bedrock-batch',
      license: 'Apache-2.0',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20.19' },
      bin: { 'bedrock-batch': './dist/cli/bin.js' },
      files: [
        ...['dist/cli', 'dist/lib', 'dist/**/*.d.ts', 'dist/**/*.d.ts.map'],
        ...['src', 'docs', 'CHANGELOG.md'],
      ],
    });
  });

  it('pins the tools exactly', () => {
    for (const version of Object.values(manifest.devDependencies))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has few dependencies, and a new one is a decision', () => {
    expect(Object.keys(manifest.dependencies)).toEqual([
      '@aws-sdk/core',
      '@jmespath-community/jmespath',
      '@smithy/core',
      '@smithy/signature-v4',
      'hash-wasm',
      'ora',
      'p-limit',
      'stream-json',
      'xxhash-wasm',
      'yaml',
      'zod',
    ]);
  });

  it('lets users bring their own clients, the tested version as floor', () => {
    const floors = [
      '@aws-sdk/client-bedrock',
      '@aws-sdk/client-bedrock-runtime',
      '@aws-sdk/client-iam',
      '@aws-sdk/client-s3',
      '@aws-sdk/client-service-quotas',
      '@aws-sdk/client-sts',
      'aws-cdk-lib',
      'constructs',
      'gpt-tokenizer',
      'hyparquet-writer',
      'tsx',
    ].map((name) => [name, `^${manifest.devDependencies[name]}`]);

    expect(Object.entries(manifest.peerDependencies)).toEqual(floors);
    expect(manifest.peerDependenciesMeta).toEqual({
      '@aws-sdk/client-bedrock-runtime': { optional: true },
      '@aws-sdk/client-iam': { optional: true },
      '@aws-sdk/client-sts': { optional: true },
      'aws-cdk-lib': { optional: true },
      constructs: { optional: true },
      'gpt-tokenizer': { optional: true },
      'hyparquet-writer': { optional: true },
      tsx: { optional: true },
    });
  });
});

describe('package-lock.json', () => {
  it('names no registry: packages come from wherever npm is set up to look', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });

  it('belongs to this package.json', () => {
    const { packages } = JSON.parse(read('package-lock.json'));
    const { version, dependencies, devDependencies, peerDependencies } = manifest;

    expect(packages['']).toMatchObject({
      version,
      dependencies,
      devDependencies,
      peerDependencies,
    });
  });
});

describe('CHANGELOG.md', () => {
  it('has a heading for the unreleased changes and for this version', () => {
    const headings = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(
      ([, heading]) => heading,
    );

    expect(headings[0]).toBe('Unreleased');
    expect(headings.some((heading) => heading?.startsWith(manifest.version))).toBe(true);
  });
});

describe('docs/architecture.md', () => {
  it('shows the import table the linter holds', () => {
    const rows = [...read('docs/architecture.md').matchAll(/^\| `([a-z]+)\/` \|/gm)].map(
      ([, folder]) => folder,
    );

    expect(rows).toEqual(LAYERS);
  });

  it('names the folders of src, and says of those that are not there that they are to come', () => {
    const folders = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const toCome = [
      ...read('docs/architecture.md').matchAll(/^\| `([a-z]+)\/` \| to come: /gm),
    ].map(([, folder]) => folder);

    expect(folders.sort()).toEqual(LAYERS.filter((layer) => !TO_COME.includes(layer)).sort());
    expect(toCome).toEqual(TO_COME);
  });
});
