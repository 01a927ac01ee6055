import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DECISION = 'docs/decisions/011-the-emulator-stays-in-the-package.md';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(ROOT, folder, name))
    .filter((file) => statSync(file).isFile());
}

const megabytes = (folders: readonly string[], counts: (file: string) => boolean) =>
  folders
    .flatMap(filesBelow)
    .filter(counts)
    .reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;

/** Types, sources, and of the files that the library is run from those of the emulator alone. */
const isPublished = (file: string) =>
  file.includes('/dist/lib/')
    ? /^emulator(?:-.+)?\.js/.test(path.basename(file))
    : !/\/dist\/.+\.js(?:\.map)?$/.test(file);

const packagesIn = (folders: readonly string[]) =>
  folders
    .flatMap(filesBelow)
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/from '(@[a-z-]+\/[a-z0-9-]+)/g)])
    .map(([, name = '']) => name);

describe('the emulator in the package', () => {
  it('adds as many bytes as its decision page says, within a tenth', () => {
    const [, said = ''] =
      /([\d.]+) MB of what it unpacks/.exec(readFileSync(path.join(ROOT, DECISION), 'utf8')) ?? [];
    const added = megabytes(['dist/emulator', 'dist/lib', 'src/emulator'], isPublished);

    expect(added / Number(said)).toBeGreaterThan(0.9);
    expect(added / Number(said)).toBeLessThan(1.1);
  });

  it('alone imports one package, which an AWS client brings anyway', () => {
    const others = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'emulator')
      .map(({ name }) => `src/${name}`);
    const shared = new Set(packagesIn(others));
    const own = new Set(packagesIn(['src/emulator']).filter((name) => !shared.has(name)));
    const core = path.join(ROOT, 'node_modules/@aws-sdk/core/package.json');

    expect([...own]).toEqual(['@smithy/signature-v4']);
    expect(Object.keys(JSON.parse(readFileSync(core, 'utf8')).dependencies)).toContain([...own][0]);
  });
});
