import { quote, SourceError } from '../../core/index.ts';
import type { TextEncoding } from './text-encoding.ts';

/** Bytes that a file begins with, and what it is written in then, for certain. */
type Sign = readonly [encoding: string, by: string, begins: (head: Uint8Array) => boolean];

const MARK = 'a byte order mark tells';
const NULS = 'the NULs between its first characters tell';

const beginsWith =
  (...bytes: readonly number[]) =>
  (head: Uint8Array): boolean =>
    bytes.every((byte, index) => head[index] === byte);

/** Tells whether the first four bytes are NUL or ASCII as a pattern says, where 1 stands for ASCII. */
const hasPattern =
  (...pattern: readonly (0 | 1)[]) =>
  (head: Uint8Array): boolean =>
    pattern.every(
      (isText, index) =>
        isText === Number(isAscii(head[index])) &&
        head[index] !== undefined &&
        (isText === 1 || head[index] === 0),
    );

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0 && byte < 0x80;
}

/** The longer marks come first, because that of UTF-32 begins like that of UTF-16. */
const SIGNS: readonly Sign[] = [
  ['utf-32le', MARK, beginsWith(0xff, 0xfe, 0, 0)],
  ['utf-32be', MARK, beginsWith(0, 0, 0xfe, 0xff)],
  ['utf-8', MARK, beginsWith(0xef, 0xbb, 0xbf)],
  ['utf-16le', MARK, beginsWith(0xff, 0xfe)],
  ['utf-16be', MARK, beginsWith(0xfe, 0xff)],
  ['utf-16le', NULS, hasPattern(1, 0, 1, 0)],
  ['utf-16be', NULS, hasPattern(0, 1, 0, 1)],
  ['utf-32le', NULS, hasPattern(1, 0, 0, 0)],
  ['utf-32be', NULS, hasPattern(0, 0, 0, 1)],
];

/**
 * Decides what a source is written in: what was given, else what its first bytes tell for certain, else UTF-8.
 *
 * @returns The name of the encoding.
 * @throws {SourceError} `SOURCE_ENCODING` where the first bytes contradict what was given, and for UTF-32.
 */
export function recogniseEncoding(
  head: Uint8Array,
  source: string,
  given: TextEncoding | undefined,
): string {
  const [told, by] = SIGNS.find(([, , begins]) => begins(head)) ?? [];
  if (told?.startsWith('utf-32') === true) throw utf32Error(source, told);
  if (told === undefined || given === undefined) return given?.name ?? told ?? 'utf-8';
  // in this label nothing says which of the two it is
  const isEither = given.label.toLowerCase() === 'utf-16' && told.startsWith('utf-16');
  if (told === given.name || isEither) return told;
  throw new SourceError(
    'SOURCE_ENCODING',
    `${quote(source)} is ${told}, as ${by}, and the encoding that was given is ${given.label}`,
    { source, byteOffset: 0, hint: 'Leave out --encoding' },
  );
}

function utf32Error(source: string, name: string): SourceError {
  return new SourceError('SOURCE_ENCODING', `${quote(source)} is ${name}, which is not read`, {
    source,
    byteOffset: 0,
    hint: 'Convert the source first, for example with iconv -f UTF-32 -t UTF-8',
  });
}
