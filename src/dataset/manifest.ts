import { type InvocationType, type LateSchema, lateSchema } from '../core/index.ts';
import type { Quotas } from '../quotas/index.ts';
import { NUMBERS_NAME, REJECTED_NAME, REPEATS_NAME, ROWS_NAME } from './layout.ts';

/**
 * Rows of the source that became a shard's records: `count` rows from the 1-based row `first` on. Where rows were left out, those that
 * were taken are counted: `rows.numbers` has the row of each. Rows that share the answer of a record are not counted.
 */
export interface RowRange {
  readonly first: number;
  readonly count: number;
}

/** How many numbers of rejected rows the manifest has itself, so that it stays a file to look at. */
export const REJECTED_NUMBERS = 1000;

/** Rows that a build set aside. `rows.rejected` beside the manifest has them, as JSON, one {@link RejectedRow} a line, in their order. */
export interface RejectedRows {
  readonly count: number;
  /** Numbers of the first of them in the source, {@link REJECTED_NUMBERS} at most, in order: the file has all. */
  readonly numbers: readonly number[];
  /** Bytes of the file. */
  readonly bytes: number;
  /** CRC32 of the file, big-endian in base64. */
  readonly crc32: string;
}

/** A row that a build set aside. */
export interface RejectedRow {
  /** 1-based number in the source, counting over all of its files. */
  readonly row: number;
  /** The id that its record would have had; empty where that is not known. */
  readonly recordId: string;
  /** Codes of the diagnostics that say why, each once, in the order they were found. */
  readonly codes: readonly string[];
  /** What the first of them says. */
  readonly message: string;
  /** Digest of the row, 16 hex digits; absent where the row could not be read, as one with too few fields. */
  readonly digest?: string | undefined;
}

/** What identifies the rows a dataset was built from, so that its outcomes are joined to no others. */
export interface DatasetRows {
  /** How many became records, or share the answer of one. Their digests stand in `rows.digests` beside the manifest, eight bytes each, in order. */
  readonly count: number;
  /** CRC32 of `rows.digests`, big-endian in base64. */
  readonly crc32: string;
  /** Absent where rows 1 to `count` were taken. Else `rows.numbers` has the number of the row of each record, six bytes each, in order. */
  readonly numbers?: { readonly crc32: string } | undefined;
  /** Absent where no row was set aside. These are none of the rows counted above. */
  readonly rejected?: RejectedRows | undefined;
  /** The template that made the ids of the rows' columns, where one did. */
  readonly id?: string | undefined;
}

/**
 * Rows whose model input is, byte by byte, that of a record before: they have no record of their own and share its answer.
 *
 * They stand in `rows.repeats` beside the manifest: for each, by records and then by rows, the number of the record, which of the rows that were taken it is, and
 * where its id ends among all ids, six bytes each, the lowest first, numbers from 1 on; behind these the ids as JSON texts.
 */
export interface DatasetRepeats {
  readonly count: number;
  /** Of `rows.repeats`. */
  readonly bytes: number;
  /** CRC32 of `rows.repeats`, big-endian in base64. */
  readonly crc32: string;
}

/** One JSONL file of a dataset. */
export interface Shard {
  /** Path below the dataset, with slashes: `jobs/0000/shard-00000.jsonl`. */
  readonly path: string;
  /** All records, padding included. */
  readonly records: number;
  readonly bytes: number;
  /** CRC32 of the file, big-endian in base64 as S3 writes it. */
  readonly crc32: string;
  /** XXH3-128 of the file in hex. */
  readonly hash: string;
  readonly firstRecordId: string;
  readonly lastRecordId: string;
  /**
   * The rows that became its records; padding stands behind them and has no rows. In a dataset with a canary they are counted in the order
   * of the shards.
   */
  readonly rows: RowRange;
}

/** A file that records refer to by `s3Location`; it lies below its job's folder. */
export interface MediaFile {
  readonly path: string;
  readonly bytes: number;
  readonly crc32: string;
}

/** A job of a dataset, as its manifest has it: the shards under one S3 prefix. */
export interface DatasetJob {
  /** Folder below the dataset: `jobs/0000`. */
  readonly folder: string;
  readonly records: number;
  readonly bytes: number;
  readonly shards: readonly Shard[];
  readonly media: readonly MediaFile[];
}

/**
 * What a dataset says of itself, written last: a folder without it is no dataset.
 *
 * It holds no time, no host and no absolute path, so the same input gives the same bytes.
 */
export interface Manifest {
  readonly version: 1;
  /** Slug of the source's name, at most 30 characters; begins the names of prefixes and jobs. */
  readonly name: string;
  /** sha256 in hex over shards, model and invocation type. */
  readonly digest: string;
  /** sha256 in hex over everything the build was asked for; absent where the source has no identity, such as stdin. */
  readonly buildKey?: string | undefined;
  /** Absent where it was built of records, or by a version that kept nothing of its rows. */
  readonly rows?: DatasetRows | undefined;
  /** Absent where each record stands for itself alone. */
  readonly repeats?: DatasetRepeats | undefined;
  /**
   * Records that are tried before the others are paid for, and how many jobs hold them: the first ones, in the order of the source, over which they are spread
   * (`record-order.ts` says which they are). Absent where none are.
   */
  readonly canary?: { readonly records: number; readonly jobs: number } | undefined;
  readonly model: string;
  readonly baseModel?: string | undefined;
  readonly invocationType: InvocationType;
  readonly quotas: Quotas;
  /** All records, padding included. */
  readonly records: number;
  readonly bytes: number;
  readonly jobs: readonly DatasetJob[];
  /** Ids of the records that only fill a job up to the minimum; results drop them. */
  readonly padding: readonly string[];
}

/** Names of the files that a dataset has besides its shards and its manifest: what it knows of its rows. */
export function rowFiles({ rows, repeats }: Manifest): readonly string[] {
  return [
    ...(rows === undefined ? [] : [ROWS_NAME]),
    ...(rows?.numbers === undefined ? [] : [NUMBERS_NAME]),
    ...(repeats === undefined ? [] : [REPEATS_NAME]),
    ...(rows?.rejected === undefined ? [] : [REJECTED_NAME]),
  ];
}

const count = lateSchema((z) => z.int().min(0));
const sha256 = lateSchema((z) => z.string().regex(/^[0-9a-f]{64}$/));
/** Four bytes in base64: it is printed where a file differs. */
const crc32 = lateSchema((z) => z.string().regex(/^[A-Za-z0-9+/]{6}==$/));

/**
 * Paths come back from disk or S3 and name files, so they may only be what the layout makes.
 */
const shardPath = lateSchema((z) =>
  z.string().regex(/^jobs\/\d{4,}\/[A-Za-z0-9][A-Za-z0-9._-]*\.jsonl$/),
);
const mediaPath = lateSchema((z) =>
  z.string().regex(/^jobs\/\d{4,}\/media\/[A-Za-z0-9][A-Za-z0-9._-]*$/),
);

const shard: LateSchema<Shard> = lateSchema((z) =>
  z.strictObject({
    path: shardPath(),
    records: count(),
    bytes: count(),
    crc32: crc32(),
    hash: z.string().regex(/^[0-9a-f]{32}$/),
    firstRecordId: z.string(),
    lastRecordId: z.string(),
    rows: z.strictObject({ first: count(), count: count() }),
  }),
);

const job: LateSchema<DatasetJob> = lateSchema((z) =>
  z
    .strictObject({
      folder: z.string().regex(/^jobs\/\d{4,}$/),
      records: count(),
      bytes: count(),
      shards: z.array(shard()).min(1),
      media: z.array(z.strictObject({ path: mediaPath(), bytes: count(), crc32: crc32() })),
    })
    .refine(holdsItsFiles, 'a file of the job lies outside of its folder, or is named twice'),
);

function holdsItsFiles({ folder, shards, media }: DatasetJob): boolean {
  const paths = [...shards, ...media].map(({ path }) => path);
  return paths.every((path) => path.startsWith(`${folder}/`)) && areDistinct(paths);
}

function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

/** Schema of one line of `rows.rejected`. */
export const rejectedRowSchema: LateSchema<RejectedRow> = lateSchema((z) =>
  z.strictObject({
    row: z.int().min(1),
    recordId: z.string(),
    codes: z.array(z.string()).min(1),
    message: z.string(),
    digest: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .optional(),
  }),
);

/** Schema of `manifest.json`. */
export const manifestSchema: LateSchema<Manifest> = manifestWith(1);

/** Schema of the manifest of a partition, which may have no record. */
export const pieceSchema: LateSchema<Manifest> = manifestWith(0);

function manifestWith(fewestJobs: number): LateSchema<Manifest> {
  return lateSchema((z) =>
    z
      .strictObject({
        version: z.literal(1),
        name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/),
        digest: sha256(),
        buildKey: sha256().optional(),
        rows: z
          .strictObject({
            count: count(),
            crc32: crc32(),
            numbers: z.strictObject({ crc32: crc32() }).optional(),
            rejected: z
              .strictObject({
                count: z.int().min(1),
                numbers: z.array(z.int().min(1)).max(REJECTED_NUMBERS),
                bytes: count(),
                crc32: crc32(),
              })
              .optional(),
            id: z.string().optional(),
          })
          .optional(),
        repeats: z.strictObject({ count: count(), bytes: count(), crc32: crc32() }).optional(),
        canary: z.strictObject({ records: z.int().min(1), jobs: z.int().min(1) }).optional(),
        model: z.string(),
        baseModel: z.string().optional(),
        invocationType: z.enum(['InvokeModel', 'Converse']),
        quotas: z.strictObject({
          recordsPerFile: count(),
          recordsPerJob: count(),
          minRecordsPerJob: count(),
          fileBytes: count(),
          jobBytes: count(),
          recordBytes: count(),
          concurrentJobs: count(),
        }),
        records: count(),
        bytes: count(),
        jobs: z
          .array(job())
          .min(fewestJobs)
          .refine((jobs) => areDistinct(jobs.map(({ folder }) => folder)), 'a job is named twice'),
        padding: z.array(z.string()),
      })
      .refine(isCanaryOfJobs, 'the canary is not what its jobs hold'),
  );
}

/** What order records stand in follows from the canary, so it may only be what a cut makes. */
function isCanaryOfJobs({ canary, jobs, records, padding }: Manifest): boolean {
  if (canary === undefined) return true;
  const inJobs = jobs.slice(0, canary.jobs).reduce((sum, job) => sum + job.records, 0);
  const areSome = canary.jobs < jobs.length && inJobs === canary.records;
  return areSome && 2 * canary.records <= records - padding.length;
}
