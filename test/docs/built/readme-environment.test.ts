import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT, runNode } from '../../examples/run-program.ts';
import { hostileEnvironment } from '../../support/hostile-environment.ts';

/** The examples that start the emulator. */
function examples(): readonly string[] {
  const text = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? '');
  return blocks.filter((code) => code.includes('createEmulator'));
}

/** Below the package, so that it finds the package by its name. */
function write(code: string): string {
  mkdirSync(path.join(ROOT, '.tmp'), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, '.tmp/readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'example.mts');
  writeFileSync(file, code);
  return file;
}

describe('the examples of the README', () => {
  it.each([
    ['an API key', 'bedrock-api-key-AAAA'],
    ['an API key that is set to nothing', ''],
  ])('run in the environment of a real machine, with %s', async (_, token) => {
    expect(examples()).not.toEqual([]);
    for (const code of examples()) {
      const argv = ['--import', import.meta.resolve('tsx'), write(code)];

      const ended = await runNode(argv, { env: hostileEnvironment(token) });

      expect(ended).toMatchObject({ code: 0, stderr: '' });
    }
  });
});
