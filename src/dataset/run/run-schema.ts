import { type LateSchema, lateSchema } from '../../core/index.ts';
import type { JobRequest, JobSeen, RunState, SavedOutcomes } from './run-state.ts';

const count = lateSchema((z) => z.int().min(0));
const optionalText = lateSchema((z) => z.string().optional());

const request: LateSchema<JobRequest> = lateSchema((z) =>
  z.strictObject({
    jobName: z.string(),
    roleArn: z.string(),
    clientRequestToken: z.string(),
    modelId: z.string(),
    modelInvocationType: z.enum(['InvokeModel', 'Converse']),
    inputDataConfig: z.strictObject({
      s3InputDataConfig: z.strictObject({
        s3Uri: z.string(),
        s3InputFormat: z.literal('JSONL'),
        s3BucketOwner: optionalText(),
      }),
    }),
    outputDataConfig: z.strictObject({
      s3OutputDataConfig: z.strictObject({
        s3Uri: z.string(),
        s3EncryptionKeyId: optionalText(),
        s3BucketOwner: optionalText(),
      }),
    }),
    vpcConfig: z
      .strictObject({ subnetIds: z.array(z.string()), securityGroupIds: z.array(z.string()) })
      .optional(),
    timeoutDurationInHours: z.int().optional(),
    tags: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
  }),
);

const seen: LateSchema<JobSeen> = lateSchema((z) =>
  z.strictObject({
    status: z.string(),
    message: optionalText(),
    counts: z
      .strictObject({ total: count(), processed: count(), succeeded: count(), failed: count() })
      .optional(),
    submitTime: optionalText(),
    endTime: optionalText(),
  }),
);

const sums = lateSchema((z) => ({
  counts: z.strictObject({
    succeeded: count(),
    failed: count(),
    unprocessed: count(),
    missing: count(),
  }),
  incomplete: z
    .strictObject({
      length: count(),
      'content-filter': count(),
      refusal: count(),
      other: count(),
    })
    .optional(),
  unjudged: count().optional(),
  tokens: z.strictObject({
    inputTokens: count(),
    outputTokens: count(),
    cacheTokens: count().optional(),
  }),
}));

const saved: LateSchema<SavedOutcomes> = lateSchema((z) =>
  z.strictObject({
    attempt: count(),
    ...sums(),
    repeats: count().optional(),
    padding: z.strictObject(sums()),
    anomalies: count(),
    conflicts: count().optional(),
    agreement: z.enum(['agrees', 'accepted', 'unknown']).optional(),
  }),
);

/** Schema of `run.json`. */
export const runStateSchema: LateSchema<RunState> = lateSchema((z) =>
  z.strictObject({
    version: z.literal(1),
    run: z.string(),
    dataset: z.string(),
    target: z.strictObject({ region: z.string(), account: z.string(), endpoint: z.string() }),
    inputUri: z.string(),
    outputUri: z.string(),
    jobs: z.array(
      z.strictObject({
        folder: z.string(),
        attempts: z.array(
          z.strictObject({
            attempt: z.int().min(1),
            request: request(),
            jobArn: optionalText(),
            seen: seen().optional(),
            stopAsked: z.enum(['deadline', 'on-demand']).optional(),
          }),
        ),
        saved: saved().optional(),
      }),
    ),
  }),
);
