/** What a file can be that is no text of rows: it holds others, is compressed, or is written for another program. */
export type ArchiveKind =
  | 'gzip'
  | 'zstd'
  | 'bzip2'
  | 'xz'
  | '7z'
  | 'zip'
  | 'xlsx'
  | 'ods'
  | 'xls'
  | 'parquet'
  | 'orc'
  | 'avro'
  | 'arrow'
  | 'sqlite'
  | 'pdf'
  | 'html';

/** What the first bytes of a file look like, in Latin-1. */
interface Look {
  readonly begins: string;
  /** Says more where the beginning alone may be that of text. */
  readonly and?: ((text: string) => boolean) | undefined;
}

const LAST_CONTROL = 0x1f;

/** No text of rows has control characters but for blanks and line ends. */
function hasControls(text: string): boolean {
  for (const sign of text)
    if (sign <= String.fromCharCode(LAST_CONTROL) && !/\s/.test(sign)) return true;
  return false;
}

/** The first that fits is the one. */
const LOOKS: readonly (readonly [ArchiveKind, Look])[] = [
  ['gzip', { begins: '\u001f\u008b' }],
  ['zstd', { begins: '\u0028\u00b5\u002f\u00fd' }],
  ['bzip2', { begins: 'BZh', and: (text) => text.slice(4).startsWith('1AY&SY') }],
  ['xz', { begins: '\u00fd7zXZ\u0000' }],
  ['7z', { begins: '7z\u00bc\u00af\u0027\u001c' }],
  // the folder that every workbook has: its first entries name it
  ['xlsx', { begins: 'PK\u0003\u0004', and: (text) => text.includes('xl/') }],
  ['ods', { begins: 'PK\u0003\u0004', and: (text) => text.includes('opendocument.spreadsheet') }],
  ['zip', { begins: 'PK\u0003\u0004' }],
  ['xls', { begins: '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1' }],
  ['parquet', { begins: 'PAR1', and: hasControls }],
  ['orc', { begins: 'ORC', and: hasControls }],
  ['avro', { begins: 'Obj\u0001' }],
  ['arrow', { begins: 'ARROW1\u0000\u0000' }],
  ['sqlite', { begins: 'SQLite format 3\u0000' }],
  ['pdf', { begins: '%PDF-', and: (text) => /^%PDF-\d\.\d\s/.test(text) }],
  ['html', { begins: '', and: isHtml }],
];

function isHtml(text: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!doctype html|<html)[\s>]/i.test(text);
}

/** Tells by its first bytes what a file is that holds no text of rows; undefined where it is none of these. */
export function archiveKind(head: Uint8Array): ArchiveKind | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const fits = ({ begins, and }: Look) => text.startsWith(begins) && (and?.(text) ?? true);
  return LOOKS.find(([, look]) => fits(look))?.[0];
}
