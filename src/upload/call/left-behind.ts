import { DatasetError, S3Error } from '../../core/index.ts';

/** Adds to an error what an upload leaves behind; whatever is no error of ours, such as the reason of an abort, passes. */
export function withState(error: unknown, state: string): unknown {
  const again = 'run the same command again to continue';
  if (error instanceof S3Error) {
    return new S3Error(error.code, `${error.message}; ${state}`, {
      ...error,
      cause: error.cause,
      hint: hintWith(error.hint, again),
    });
  }
  if (error instanceof DatasetError) {
    return new DatasetError(error.code, `${error.message}; ${state}`, {
      ...error,
      cause: error.cause,
    });
  }
  return error;
}

/** A hint that says it already says it once. */
function hintWith(hint: string | undefined, again: string): string {
  if (hint === undefined) return sentence(again);
  return /run the same command again/i.test(hint) ? hint : `${hint}; then ${again}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
