import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../src/validators/record/parse-line.ts';

describe('parseLine()', () => {
  it('gives text and value of JSON', () => {
    expect(parseLine(Buffer.from('{"a":"é"}'))).toEqual({ text: '{"a":"é"}', value: { a: 'é' } });
  });

  it.each([
    ['UTF-16, little end first', 'fffe7b00', 'UTF-16'],
    ['UTF-16, big end first', 'feff007b', 'UTF-16'],
    ['gzip', '1f8b0800', 'gzip'],
    ['another encoding', 'e47b7d', undefined],
  ])('tells %s by its first bytes', (_name, hex, looksLike) => {
    expect(parseLine(Buffer.from(hex, 'hex'))).toMatchObject({
      code: 'JSONL_NOT_UTF8',
      args: { looksLike },
    });
  });

  it.each([
    ['{', true],
    ['  [\r', true],
    ['{"a":', undefined],
  ])('tells whether %j opens a document over many lines', (line, opensDocument) => {
    expect(parseLine(Buffer.from(line))).toMatchObject({
      code: 'JSONL_SYNTAX',
      args: { opensDocument },
    });
  });
});
