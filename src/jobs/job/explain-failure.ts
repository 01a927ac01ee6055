/** What a failure's text is known to come from. */
export interface FailureCause {
  /** What went wrong. */
  readonly cause: string;
  /** What to do. */
  readonly hint: string;
}

interface KnownFailure {
  readonly text: RegExp;
  readonly causes: readonly FailureCause[];
}

const FAILURES: readonly KnownFailure[] = [
  {
    text: /less records \(.*?\) than the required minimum|required minimum of/i,
    causes: [
      {
        cause: 'The job has fewer records than the quota asks for',
        hint: 'Build the dataset again with --below-minimum pad, or with more rows',
      },
    ],
  },
  {
    text: /GetObject permissions/i,
    causes: [
      {
        cause: 'The role is not allowed to read the input',
        hint: 'Give the role s3:GetObject on the input prefix',
      },
      {
        cause:
          'The input is encrypted with a KMS key that the role is not allowed to use; Bedrock reports that as an error of S3',
        hint: 'Give the role kms:Decrypt on the key, with kms:ViaService s3.<region>.amazonaws.com, in its policy and in the policy of the key',
      },
    ],
  },
  {
    text: /PutObject permissions/i,
    causes: [
      {
        cause: 'The role is not allowed to write the output',
        hint: 'Give the role s3:PutObject on the output prefix',
      },
      {
        cause:
          'The output is to be encrypted with a KMS key that the role is not allowed to use; Bedrock reports that as an error of S3',
        hint: 'Give the role kms:GenerateDataKey on the key, with kms:ViaService s3.<region>.amazonaws.com, in its policy and in the policy of the key',
      },
    ],
  },
  {
    text: /ListBucket permissions/i,
    causes: [
      {
        cause: 'The role is not allowed to list the bucket, or the bucket does not exist',
        hint: 'Give the role s3:ListBucket on the ARN of the bucket itself, not on its objects, and check the name',
      },
      {
        cause: 'The bucket is in another region than the job',
        hint: 'Use a bucket of the region that the job runs in',
      },
    ],
  },
  {
    text: /permissions to invokeModel/i,
    causes: [
      {
        cause:
          'The role is not allowed to invoke the model: an inference profile needs permission for itself and for the model in each region it routes to',
        hint: 'Give the role bedrock:InvokeModel on the inference profile and on the foundation model in every destination region',
      },
    ],
  },
];

/**
 * Explains why a job failed, from the text Bedrock gives.
 *
 * Nothing but the explanation depends on the text, which AWS may change.
 * Source: user reports of 2025 and 2026; for KMS the page on the batch inference service role in the Bedrock user guide.
 *
 * @param message `message` of the job.
 * @returns Possible causes, the likeliest first; none where the text is not known.
 *
 * @example A missing right on a key looks like one on S3
 * ```ts
 * import { explainFailure } from 'bedrock-batch/jobs';
 *
 * const causes = explainFailure('Could not validate GetObject permissions to access S3 bucket: b at key k');
 * console.assert(causes.some(({ hint }) => hint.includes('kms:Decrypt')));
 * ```
 */
export function explainFailure(message: string | undefined): readonly FailureCause[] {
  if (message === undefined) return [];
  return FAILURES.find(({ text }) => text.test(message))?.causes ?? [];
}
