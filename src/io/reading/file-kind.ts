import type { Stats } from 'node:fs';
import { quote, SourceError } from '../../core/index.ts';

/**
 * Refuses what has no bytes of its own, or is a whole disk; a file, a pipe and a terminal can be read to their end.
 *
 * @throws {SourceError} `SOURCE_NOT_FILE`.
 */
export function refuseOtherKinds(path: string, status: Stats): void {
  const kind = otherKind(status);
  if (kind === undefined) return;
  throw new SourceError('SOURCE_NOT_FILE', `${quote(path)} is ${kind}, and a file is needed`, {
    source: path,
    hint: kind === 'a folder' ? 'Name a file in it' : 'Name a file, a pipe, or - for stdin',
  });
}

function otherKind(status: Stats): string | undefined {
  if (status.isDirectory()) return 'a folder';
  if (status.isSocket()) return 'a socket';
  return status.isBlockDevice() ? 'a block device' : undefined;
}
