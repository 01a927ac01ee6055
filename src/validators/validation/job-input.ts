import { InvalidOptionError, quote } from '../../core/index.ts';
import { asS3Folder, requireS3Folder, requireS3Uri } from '../../io/index.ts';
import type { JobInput } from '../job/s3-references.ts';
import type { Target } from './targets.ts';

/**
 * Says what is known of a job's input in S3: of a dataset's job at least where it ends.
 *
 * @param inputUri S3 URI that the caller named, of the job or of the dataset it belongs to.
 * @param folder Folder of the job in its dataset, such as `jobs/0000`.
 */
export function jobInputOf(
  inputUri: string | undefined,
  folder: string | undefined,
): JobInput | undefined {
  if (folder !== undefined) {
    return {
      folder: inputUri === undefined ? `…/${folder}/` : `${asS3Folder(inputUri)}${folder}/`,
    };
  }
  if (inputUri === undefined) return undefined;
  if (!inputUri.endsWith('.jsonl')) return { folder: asS3Folder(inputUri) };
  return { folder: inputUri.slice(0, inputUri.lastIndexOf('/') + 1), object: inputUri };
}

/**
 * Checks the input that the caller named before anything is read.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse it, or it can only be that of one of several jobs.
 */
export function requireInputUri(inputUri: string | undefined, targets: readonly Target[]): void {
  if (inputUri === undefined) return;
  const isObject = inputUri.endsWith('.jsonl') && targets[0]?.dataset === undefined;
  if (isObject) requireS3Uri(inputUri, 'inputUri');
  else requireS3Folder(inputUri, 'inputUri');
  if (targets.length < 2) return;
  throw new InvalidOptionError(
    `inputUri is ${quote(inputUri)}, the input of one job, and ${targets.length} paths are given`,
    {
      option: 'inputUri',
      expected: 'one path: a file, a folder or a dataset',
      received: `${targets.length} paths`,
      hint: 'Validate them one by one, each with its own input',
    },
  );
}
