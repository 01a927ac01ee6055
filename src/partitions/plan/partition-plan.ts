import type { BuildOptions, CutFile, CutPart, DecidedSelection } from '../../builders/index.ts';
import { type LateSchema, lateSchema } from '../../core/index.ts';

/** What the options of a build can be for partitions: those that can be written down, and that what one reading of the source finds lets each row be told by itself. */
export interface PartitionOptions
  extends Omit<
    BuildOptions,
    | 'record'
    | 'recordKey'
    | 'schema'
    | 'schemaKey'
    | 'rowSchema'
    | 'rowSchemaKey'
    | 'out'
    | 'replace'
    | 'dedupe'
    | 'asOf'
    | 'objects'
    | 'signal'
    | 'onProgress'
    | 's3'
    | 'profile'
    | 'endpoint'
    | 'expectedBucketOwner'
    | 'sse'
    | 'sseKmsKeyId'
    | 'signPayload'
    | 'partBytes'
    | 'concurrency'
  > {
  /** Path of a module that exports the function which makes the record of a row. */
  readonly map?: string | undefined;
  /** Path of a module that exports a schema for model inputs. */
  readonly schemaFile?: string | undefined;
  /** Path of a module that exports a schema for rows. */
  readonly rowSchemaFile?: string | undefined;
  /** Day of the jobs, `YYYY-MM-DD` in UTC. Default: the day on which a partition is built. */
  readonly asOf?: string | undefined;
}

/** A module that a plan names, and what tells it from another one. */
export interface PlannedModule {
  /** Absolute path. */
  readonly path: string;
  /** sha256 of its text in hex. */
  readonly digest: string;
}

/** A plan: how a source is cut, and how each of its partitions is built. Plain JSON, written once. */
export interface PartitionPlan {
  readonly version: 1;
  /** What the source is called. */
  readonly source: string;
  /** Key of the build of the whole source, by which its dataset is known again. */
  readonly buildKey?: string | undefined;
  readonly rows: number;
  readonly bytes: number;
  readonly options: PartitionOptions;
  /** What the limit and the sample of the options come to; absent where they have none. */
  readonly selection?: DecidedSelection | undefined;
  readonly modules: {
    readonly map?: PlannedModule | undefined;
    readonly schema?: PlannedModule | undefined;
    readonly rowSchema?: PlannedModule | undefined;
  };
  readonly files: readonly CutFile[];
  readonly partitions: readonly CutPart[];
}

const count = lateSchema((z) => z.int().min(0));
const sha256 = lateSchema((z) => z.string().regex(/^[0-9a-f]{64}$/));
const planned = lateSchema((z) =>
  z.strictObject({ path: z.string(), digest: sha256() }).optional(),
);

/** Schema of a plan; its options are looked at by the build that takes them. */
export const planSchema: LateSchema<unknown> = lateSchema((z) =>
  z.strictObject({
    version: z.literal(1),
    source: z.string(),
    buildKey: sha256().optional(),
    rows: count(),
    bytes: count(),
    options: z.looseObject({ model: z.string() }),
    selection: z
      .strictObject({
        lastRow: z.int().min(1).optional(),
        highestOfSample: z.int().min(1).optional(),
      })
      .optional(),
    modules: z.strictObject({ map: planned(), schema: planned(), rowSchema: planned() }),
    files: z.array(
      z.strictObject({
        path: z.string(),
        name: z.string(),
        bytes: count(),
        modified: z.number(),
        etag: z.string().optional(),
        rowsBefore: count(),
        layout: z.enum(['csv', 'tsv', 'lines', 'array']).optional(),
        table: z
          .strictObject({
            columns: z.array(z.string()).min(1),
            width: count(),
            delimiter: z.int().min(0).max(0x7f),
          })
          .optional(),
      }),
    ),
    partitions: z
      .array(
        z.strictObject({
          rowsBefore: count(),
          rows: count(),
          bytes: count(),
          spans: z.array(
            z.strictObject({
              file: count(),
              start: count(),
              end: count(),
              rowsBefore: count(),
              line: z.int().min(1),
            }),
          ),
        }),
      )
      .min(1),
  }),
);
