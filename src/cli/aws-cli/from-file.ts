import { homedir } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { readTextFile } from '../../io/index.ts';

const PREFIX = 'file://';

/** A value that stands in a file, which is still to be read. */
export class FromFile {
  /** `file://` and a path, as the AWS CLI names files. */
  readonly uri: string;

  constructor(uri: string) {
    this.uri = uri;
  }
}

/** Tells whether a word names a file that holds the value. */
export function isFileUri(word: string): boolean {
  return word.startsWith(PREFIX);
}

/**
 * Gives the text of a word: itself, or what stands in the file that it names, without its last line end; `~/` is the home of the user.
 *
 * @throws {InvalidArgumentError} for `fileb://`: no member of the calls takes bytes.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 */
export async function textOf(word: string, signal?: AbortSignal): Promise<string> {
  if (word.startsWith('fileb://'))
    throw new InvalidArgumentError('It is text, not bytes: write file:// instead of fileb://');
  if (!isFileUri(word)) return word;
  const path = word.slice(PREFIX.length).replace(/^~(?=\/)/, homedir());
  return (await readTextFile(path, signal)).replace(/\r?\n$/, '');
}
