import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/core/index.ts';
import { IdIndex } from '../../../src/validators/ids/id-index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'id-index-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const LINE = '{"recordId":"a","modelInput":{}}\n';

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof SourceError ? `${error.code} at line ${error.line}` : String(error);
  }
}

describe('IdIndex', () => {
  it.each([
    ['has another id there', LINE.replace('"a"', '"b"')],
    ['has no record there', 'nothing\n'],
    ['is shorter', ''],
  ])('says that a file was changed where it %s', (_name, text) => {
    const path = join(folder, 'changing');
    writeFileSync(path, LINE);
    const index = new IdIndex();
    index.startFile('changing', path);
    index.add('a', { line: 1, byteOffset: 0 });
    writeFileSync(path, text);

    expect(codeOf(() => index.add('a', { line: 2, byteOffset: LINE.length }))).toBe(
      'SOURCE_READ at line 1',
    );

    index.close();
  });

  it('says that a file is gone', () => {
    const path = join(folder, 'going');
    writeFileSync(path, LINE);
    const index = new IdIndex();
    index.startFile('going', path);
    index.add('a', { line: 1, byteOffset: 0 });
    rmSync(path);

    expect(codeOf(() => index.add('a', { line: 2, byteOffset: 9 }))).toMatch('SOURCE_NOT_FOUND');

    index.close();
  });

  it('reads a line of megabytes again, whose id stands at its end', () => {
    const path = join(folder, 'long');
    const long = `{"modelInput":{"text":"${'x'.repeat(3_000_000)}"},"recordId":"a"}\n`;
    writeFileSync(path, long + LINE);
    const index = new IdIndex();
    index.startFile('long', path);
    index.add('a', { line: 1, byteOffset: 0 });

    expect(index.add('a', { line: 2, byteOffset: long.length })).toEqual({
      source: 'long',
      line: 1,
    });

    index.close();
  });

  it('takes a path that cannot be read twice for a source without a file', () => {
    const index = new IdIndex({ tmp: folder });
    const before = readdirSync(folder);
    index.startFile('folder', folder);
    index.add('a', { line: 1, byteOffset: 0 });

    expect(index.add('a', { line: 70, byteOffset: 0 })).toEqual({ source: 'folder', line: 1 });
    expect(readdirSync(folder)).toEqual(before);

    index.close();
  });
});
