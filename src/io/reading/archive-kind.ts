/** What a file can be that holds others, or is compressed. */
export type ArchiveKind = 'gzip' | 'parquet' | 'xlsx' | 'zip';

const GZIP = '\u001f\u008b';
const PARQUET = 'PAR1';
const ZIP = 'PK\u0003\u0004';
/** Folder that every workbook of Excel has; its first entries name it. */
const WORKBOOK = 'xl/';

/** Tells by its first bytes what a file is that holds no text; undefined where it is none of these. */
export function archiveKind(head: Uint8Array): ArchiveKind | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (text.startsWith(GZIP)) return 'gzip';
  if (text.startsWith(PARQUET)) return 'parquet';
  if (!text.startsWith(ZIP)) return undefined;
  return text.includes(WORKBOOK) ? 'xlsx' : 'zip';
}
