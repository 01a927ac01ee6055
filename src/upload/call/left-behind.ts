import { DatasetError, S3Error } from '../../core/index.ts';

/** Adds to an error what an upload leaves behind; whatever is no error of ours, such as the reason of an abort, passes. */
export function withState(error: unknown, state: string): unknown {
  const again = 'run the same command again to continue';
  if (error instanceof S3Error) {
    const hint = error.hint === undefined ? again : `${error.hint}; then ${again}`;
    return new S3Error(error.code, `${error.message}; ${state}`, {
      ...error,
      cause: error.cause,
      hint: sentence(hint),
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

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
