import { describe, expect, it } from 'vitest';
import { csv, jsonl, openSource } from '../../../src/builders/index.ts';
import { bytesOf, readRows, readUntilError } from '../../support/read-rows.ts';

const utf16 = (text: string, order: 'le' | 'be', marked = true): Buffer => {
  const bytes = Buffer.from(`${marked ? '\ufeff' : ''}${text}`, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
};
const TABLE = 'a,b\né,日😀\n';
const ROWS = [{ a: 'é', b: '日😀' }];
const SJIS = { encoding: 'shift_jis' };
const valuesOf = async (bytes: Uint8Array, options = {}) =>
  (await readRows(csv(bytes, options))).map((row) => row.value);

describe('a source in another encoding', () => {
  it.each([
    ['UTF-16LE with a mark', utf16(TABLE, 'le'), {}],
    ['UTF-16BE with a mark', utf16(TABLE, 'be'), {}],
    ['UTF-16LE without a mark', utf16(TABLE, 'le', false), {}],
    ['UTF-16BE without a mark', utf16(TABLE, 'be', false), {}],
    ['UTF-16LE as it is told', utf16(TABLE, 'le'), { encoding: 'UTF-16LE' }],
    ['UTF-16 of either order', utf16(TABLE, 'be'), { encoding: 'utf-16' }],
    ['UTF-8 as it is told', bytesOf(`\ufeff${TABLE}`), { encoding: 'utf8' }],
  ])('is read: %s', async (_, bytes, options) => {
    expect(await valuesOf(bytes, options)).toEqual(ROWS);
  });

  it.each([
    ['windows-1252', 'a\n\x80uro \x93caf\xe9\x94 \x81\n', '€uro “café” \u0081'],
    ['latin1', 'a\n\x80\n', '€'],
    ['windows-1251', 'a\n\xcf\xf0\xe8\n', 'При'],
    ['shift_jis', 'a\n\x93\xfa\x96{ \\\n', '日本 \\'],
    ['gb18030', 'a\n\xd6\xd0\x81\x30\x81\x30\n', '中\u0080'],
    ['iso-2022-jp', 'a\n\x1b$BF|\x1b(B\n', '日'],
    ['euc-kr', 'a\n\xc7\xd1\n', '한'],
  ])('is read as %s', async (encoding, latin1, text) => {
    expect(await valuesOf(Buffer.from(latin1, 'latin1'), { encoding })).toEqual([{ a: text }]);
  });

  it('has lines and rows like any other, in each format', async () => {
    const json = '{"t":"é"}\n{"t":"日"}\n';
    expect(await readRows(jsonl(utf16(json, 'be')))).toMatchObject([
      { number: 1, line: 1, value: { t: 'é' } },
      { number: 2, line: 2, value: { t: '日' } },
    ]);
    expect((await readRows(openSource(utf16(json, 'le', false)))).length).toBe(2);
  });

  it.each([
    ['utf-16be', utf16(TABLE, 'be'), { encoding: 'utf-16le' }, 'a byte order mark'],
    ['utf-8', bytesOf(`\ufeff${TABLE}`), { encoding: 'windows-1252' }, 'a byte order mark'],
    ['utf-16le', utf16(TABLE, 'le', false), { encoding: 'utf-8' }, 'the NULs between'],
  ])('is refused as %s where something else was given', async (told, bytes, options, by) => {
    const { error } = await readUntilError(csv(bytes, options));

    expect(error).toMatchObject({ code: 'SOURCE_ENCODING', hint: 'Leave out --encoding' });
    expect(error.message).toContain(`is ${told}, as ${by}`);
    expect(error.message).toContain(`was given is ${options.encoding}`);
  });

  it.each([
    ['utf-32le', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]],
    ['utf-32be', [0, 0, 0, 0x61]],
  ])('is refused in %s', async (name, bytes) => {
    const { error } = await readUntilError(csv(Uint8Array.from(bytes)));

    expect(error.message).toBe(`"stream" is ${name}, which is not read`);
  });

  it.each([
    ['a half of a pair', utf16('a\nb\ud83d\nc\n', 'le'), {}, 8, '0x3d', 2],
    ['half a unit at the end', utf16('a\nb\n', 'le').subarray(0, 9), {}, 8, '0x0a', 2],
    ['a half of a pair at the end', utf16('a\nb\ud83d', 'be'), {}, 8, '0xd8', 2],
    ['a byte of no character', Buffer.from('a\nb \x85\x00c', 'latin1'), SJIS, 4, '0x85', 2],
    ['a character without its end', Buffer.from('a\nb\x93', 'latin1'), SJIS, 3, '0x93', 2],
  ])('says where it has %s', async (_, bytes, options, byteOffset, byte, line) => {
    const { error } = await readUntilError(csv(bytes, options));

    expect(error).toMatchObject({ code: 'SOURCE_ENCODING', byteOffset, line });
    expect(error.message).toContain(`the byte ${byte} stands at byte offset ${byteOffset}`);
  });

  it('gives the rows before a fault', async () => {
    const { rows } = await readUntilError(csv(utf16('a\n1\n2\n\ud83d\n', 'le')));

    expect(rows.map(({ value }) => value)).toEqual([{ a: '1' }, { a: '2' }]);
  });

  it.each([
    ['windows1252', 'Use windows-1252'],
    ['cp932', 'Use shift_jis'],
    ['ANSI', 'Use windows-1252'],
    ['zzz', 'Use a label such as windows-1252, utf-16le or shift_jis'],
  ])('is refused by a label that is none: %s', (encoding, hint) => {
    expect(() => csv('x.csv', { encoding })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'encoding', hint }),
    );
  });
});
