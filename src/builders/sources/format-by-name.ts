/** What a source of bytes holds. */
export type SourceFormat = 'csv' | 'tsv' | 'json' | 'jsonl';

const BY_EXTENSION: ReadonlyMap<string, SourceFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

/** Tells the format of a file by the end of its name, without what tells how it is packed. */
export function formatByName(path: string): SourceFormat | undefined {
  const extension = /\.(\w+)(?:\.(?:gz|zst))?$/i.exec(path)?.[1];
  return extension === undefined ? undefined : BY_EXTENSION.get(extension.toLowerCase());
}
