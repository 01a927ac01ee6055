import { quote, SourceError } from '../core/index.ts';
import { missingHint } from './missing-hint.ts';

/** Wraps an error of the file system about a file that was to be read. */
export function readError(path: string, cause: NodeJS.ErrnoException): SourceError {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') {
    return new SourceError('SOURCE_NOT_FOUND', `There is no file ${quote(path)}`, {
      source: path,
      cause,
      hint: missingHint(path),
    });
  }
  return new SourceError(
    'SOURCE_READ',
    `${quote(path)} cannot be read: ${cause.code ?? cause.message}`,
    {
      source: path,
      cause,
      isRetryable: cause.code === 'EIO' || cause.code === 'EMFILE',
    },
  );
}
