import { countOf, formatCount, formatSize } from '../../core/index.ts';
import type { LeftUpload } from '../../upload/index.ts';
import { type AwsFlags, awsOptions, type CommonFlags } from '../flags/flags.ts';
import type { UploadFlags } from '../flags/job-flags.ts';
import { requireAwsRegion } from '../services/require-region.ts';
import type { Session } from '../session/session.ts';
import { formatTable } from '../terminal/table.ts';

const HEADS = ['STATUS', 'BYTES', 'PARTS', 'IDLE', 'OBJECT'];

/** Flags of `upload --clean`. */
export interface CleanFlags {
  readonly clean?: boolean | undefined;
  /** In hours. */
  readonly olderThan?: number | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Removes what killed uploads left, or tells of it. */
export async function clean(
  dataset: string | undefined,
  flags: CleanFlags & Pick<UploadFlags, 'to' | 'expectedBucketOwner'> & AwsFlags & CommonFlags,
  session: Session,
): Promise<void> {
  session.begin(flags);
  await requireAwsRegion(flags, session);
  const { cleanUploads } = await import('../../upload/index.ts');
  const { to, expectedBucketOwner, olderThan, dryRun } = flags;
  const uploads = await cleanUploads({
    ...awsOptions(flags),
    ...{ to, dataset, expectedBucketOwner, dryRun },
    olderThanHours: olderThan,
    signal: session.signal,
  });
  if (session.isJson) return session.printJson({ uploads });
  if (uploads.length > 0) {
    await session.print(formatTable(HEADS, uploads.map(rowOf), session.widthOf('stdout')));
  }
  session.say(sumOf(uploads));
  if (uploads.some(({ status }) => status === 'kept')) {
    session.say(
      'What is kept may belong to a process that still sends; --older-than 1 takes it for dead after one hour without a new part',
    );
  }
}

function rowOf({ status, bytes, parts, idleHours, uri }: LeftUpload): readonly string[] {
  return [status, formatSize(bytes), formatCount(parts), idleText(idleHours), uri];
}

function idleText(hours: number | undefined): string {
  if (hours === undefined) return 'unknown';
  if (hours < 1) return `${Math.floor(hours * 60)} min`;
  return hours < 48 ? `${Math.floor(hours)} h` : `${formatCount(Math.floor(hours / 24))} days`;
}

/** `2 unfinished uploads: 1 removed (8.4 MB), 1 kept (12 B)`. */
function sumOf(uploads: readonly LeftUpload[]): string {
  const parts = (['removed', 'removable', 'kept'] as const).flatMap((status) => {
    const some = uploads.filter((upload) => upload.status === status);
    const bytes = some.reduce((sum, upload) => sum + upload.bytes, 0);
    return some.length === 0 ? [] : `${formatCount(some.length)} ${status} (${formatSize(bytes)})`;
  });
  if (parts.length === 0) return 'No unfinished uploads';
  return `${countOf(uploads.length, 'unfinished upload')}: ${parts.join(', ')}`;
}
