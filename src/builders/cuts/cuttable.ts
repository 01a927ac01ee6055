import { archiveKind } from '../../io/index.ts';
import { recogniseEncoding } from '../encodings/recognise-encoding.ts';
import { textEncoding } from '../encodings/text-encoding.ts';
import { LayoutGuess } from '../machines/layout-guess.ts';
import { unknownFormat } from '../machines/source-faults.ts';
import { formatOf, type OpenSourceOptions } from '../sources/open-source.ts';
import type { PlacedBytes } from './placed-bytes.ts';

/** What rows of a file stand in: a table, or JSON in a layout. */
export type FileLayout = 'csv' | 'tsv' | 'lines' | 'array';

/** Whether a file can be cut between two rows, and why not. */
export type Cuttable =
  | { readonly layout: FileLayout }
  | {
      /** A clause for a message. */
      readonly why: string;
      readonly hint: string;
    };

const HEAD_BYTES = 512;
/** As much as it takes to tell lines of JSON from objects one after the other. */
const GUESS_BYTES = 2 * 1024 * 1024;

/**
 * Tells whether a file of rows can be cut, from its options and its beginning.
 *
 * @throws {SourceError} `SOURCE_ENCODING`, `SOURCE_READ`; {@link InvalidOptionError} where nothing tells its format.
 */
export async function cuttableFile(
  path: string,
  bytes: PlacedBytes,
  options: OpenSourceOptions,
): Promise<Cuttable> {
  const head = await bytes.at(0, HEAD_BYTES);
  if (archiveKind(head) !== undefined)
    return { why: 'it is packed', hint: 'Unpack it first, or give it in several files' };
  const given = options.encoding === undefined ? undefined : textEncoding(options.encoding);
  const encoding = recogniseEncoding(head, path, given);
  if (encoding !== 'utf-8')
    return {
      why: `it is written in ${encoding}`,
      hint: `Convert it first, for example with iconv -f ${encoding} -t UTF-8, or give it in several files`,
    };
  const format = formatOf(path, options);
  if (format === 'csv' || format === 'tsv') return { layout: format };
  if (options.pick !== undefined || options.keysAs !== undefined)
    return {
      why: 'its rows stand inside of one JSON document',
      hint: "Write its rows to lines first, for example with jq -c '.items[]', or give it in several files",
    };
  if (format === 'jsonl') return { layout: 'lines' };
  const guess = new LayoutGuess(format === 'json');
  const layout = guess.take(await bytes.at(0, GUESS_BYTES)) ?? guess.finish();
  if (layout === 'unknown') throw unknownFormat(path);
  if (layout !== 'sequence') return { layout };
  return {
    why: 'its objects stand one after the other',
    hint: 'Write each of them to a line first, for example with jq -c ., or give it in several files',
  };
}
