import { lateSchema } from '../../../core/index.ts';
import type { EmulatedJob } from './job.ts';

const text = lateSchema((z) => z.string());
const count = lateSchema((z) => z.int().min(0));
/** What a `Date` can hold. */
const time = lateSchema((z) => z.number().min(0).max(8.64e15));
const location = lateSchema(() => ({ s3Uri: text(), s3BucketOwner: text().optional() }));

const job = lateSchema((z) =>
  z.looseObject({
    id: text().regex(/^[a-z0-9]{12}$/),
    jobArn: text(),
    ordinal: count(),
    request: z.looseObject({
      jobName: text(),
      roleArn: text(),
      modelId: text(),
      inputDataConfig: z.looseObject({ s3InputDataConfig: z.looseObject(location()) }),
      outputDataConfig: z.looseObject({ s3OutputDataConfig: z.looseObject(location()) }),
      timeoutDurationInHours: z.int().min(0).max(10_000).optional(),
    }),
    submitTime: time(),
    status: text(),
    message: text().optional(),
    lastModifiedTime: time(),
    endTime: time().optional(),
    startTime: time().optional(),
    cutAfter: count().optional(),
    inputs: z.array(z.looseObject({ key: text(), path: text(), records: count() })),
    counts: z.looseObject({
      ...{ total: count(), processed: count(), succeeded: count(), failed: count() },
      ...{ inputTokens: count(), outputTokens: count() },
    }),
  }),
);

const book = lateSchema((z) =>
  z.looseObject({ version: z.literal(1), savedAt: time(), jobs: z.array(job()) }),
);

/**
 * Reads a book of jobs. A folder that a dataset brought along is data, perhaps someone else's.
 *
 * @throws {Error} zod's own, for what the emulator cannot have written.
 */
export function parseJobBook(value: unknown): {
  readonly savedAt: number;
  readonly jobs: EmulatedJob[];
} {
  return book().parse(value) as unknown as { savedAt: number; jobs: EmulatedJob[] };
}
