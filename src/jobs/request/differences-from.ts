import type { JobRequest } from '../../dataset/index.ts';
import { asS3Folder } from '../../io/index.ts';
import { normalizeModelId } from '../../models/index.ts';
import type { JobDetails } from '../job/job-details.ts';

/** A setting in which a job is not what was asked for. */
export interface Difference {
  readonly field: string;
  readonly asked: string;
  readonly found: string;
}

/**
 * Compares a job with the request for it: URIs, role, model, invocation type, and the timeout where one was asked for.
 *
 * Bedrock may give an ARN where an id was asked for, so models are compared by their normalised ids.
 */
export function differencesFrom(request: JobRequest, job: JobDetails): readonly Difference[] {
  const { s3InputDataConfig: input } = request.inputDataConfig;
  const { s3OutputDataConfig: output } = request.outputDataConfig;
  const timeout = request.timeoutDurationInHours;
  const pairs = [
    ['input', asS3Folder(input.s3Uri), asS3Folder(job.inputUri)],
    ['output', asS3Folder(output.s3Uri), asS3Folder(job.outputUri)],
    ['role', request.roleArn, job.roleArn],
    ['model', modelOf(request.modelId), modelOf(job.modelId)],
    ['invocation type', request.modelInvocationType, job.modelInvocationType],
    [
      'timeout',
      String(timeout),
      timeout === undefined ? 'undefined' : String(job.timeoutDurationInHours),
    ],
  ] as const;
  return pairs
    .filter(([, asked, found]) => asked !== found)
    .map(([field, asked, found]) => ({ field, asked, found }));
}

/** An application inference profile may be asked for by the bare end of its ARN. */
function modelOf(modelId: string): string {
  return normalizeModelId(modelId).replace(/^application-inference-profile\//, '');
}
