import { nearlyS3Hint } from './s3/s3-uri.ts';

/** What to do where nothing is at a path. */
export function missingHint(path: string): string {
  return nearlyS3Hint(path) ?? 'Check the path; it is taken from the folder the command runs in';
}
