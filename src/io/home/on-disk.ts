import { InvalidOptionError, quote } from '../../core/index.ts';
import { isS3Address } from './home-at.ts';

/**
 * Gives a path back, and refuses an address in S3, which would be taken for a path below the working folder.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function requireOnDisk(path: string, option: string): string {
  if (!isS3Address(path)) return path;
  throw new InvalidOptionError(
    `${option} is ${quote(path, 200)}, an address in S3, and a file or folder of this machine is needed`,
    {
      option,
      expected: 'a path',
      received: quote(path, 200),
      hint: `Copy between S3 and a folder, such as with aws s3 sync, and name the folder`,
    },
  );
}
