import { join } from 'node:path';
import { jobFolder, shardPath } from '../../dataset/index.ts';
import {
  cutFile,
  FileSink,
  fileBytes,
  moveInto,
  newHasher,
  readSpan,
  removeAll,
} from '../../io/index.ts';
import type { Handover } from '../../quotas/index.ts';

/** A piece of a file. */
interface FileSpan {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** How many files each of the two jobs has. */
export interface HandoverFiles {
  readonly from: number;
  readonly to: number;
}

/**
 * Moves the last records of one job in front of the next one, so that both reach the minimum.
 *
 * The files of job `to` are written anew and those of job `from` are cut; both stay in the folder of the build, so nobody
 * sees them half-done. Memory: 2 MiB.
 *
 * @returns How many files each job has afterwards.
 */
export async function handOver(
  folder: string,
  handover: Handover,
  files: HandoverFiles,
): Promise<HandoverFiles> {
  const tail = tailSpans(pathsOf(folder, handover.from, files.from), handover.bytes);
  const own = pathsOf(folder, handover.to, files.to).map((path) => ({
    path,
    start: 0,
    end: fileBytes(path),
  }));
  const fresh = join(folder, 'handover');
  await writeFiles(fresh, [...tail, ...own], handover);
  await removeAll(join(folder, jobFolder(handover.to)));
  await moveInto(join(fresh, jobFolder(handover.to)), join(folder, jobFolder(handover.to)));
  await removeAll(fresh);
  return { from: files.from - (await shorten(tail)), to: handover.files.length };
}

function pathsOf(folder: string, job: number, files: number): string[] {
  return Array.from({ length: files }, (_, file) => join(folder, shardPath(job, file)));
}

/** Finds the last `bytes` bytes of a job, in the order of its files. */
function tailSpans(paths: readonly string[], bytes: number): FileSpan[] {
  const spans: FileSpan[] = [];
  let missing = bytes;
  for (const path of paths.toReversed()) {
    if (missing === 0) break;
    const end = fileBytes(path);
    const start = Math.max(0, end - missing);
    spans.unshift({ path, start, end });
    missing -= end - start;
  }
  return spans;
}

async function writeFiles(
  folder: string,
  spans: readonly FileSpan[],
  handover: Handover,
): Promise<void> {
  const pieces = piecesOf(spans);
  const hasher = await newHasher();
  let rest: Uint8Array = new Uint8Array();
  for (const [file, { bytes }] of handover.files.entries()) {
    const sink = new FileSink(join(folder, shardPath(handover.to, file)), hasher);
    let missing = bytes;
    while (missing > 0) {
      if (rest.length === 0) rest = pieces.next().value ?? failShort(handover);
      const piece = rest.subarray(0, missing);
      sink.write(piece);
      missing -= piece.length;
      rest = rest.subarray(piece.length);
    }
    sink.close();
  }
}

function* piecesOf(spans: readonly FileSpan[]): Generator<Uint8Array, undefined> {
  for (const span of spans) yield* readSpan(span.path, span);
  return undefined;
}

function failShort(handover: Handover): never {
  throw new RangeError(
    `Job ${handover.from} has fewer bytes than were packed into it: this is a bug`,
  );
}

/** Cuts the tail off the files it was copied from; gives how many files were emptied and removed. */
async function shorten(tail: readonly FileSpan[]): Promise<number> {
  let removed = 0;
  for (const { path, start } of tail) {
    if (start > 0) {
      await cutFile(path, start);
      continue;
    }
    await removeAll(path);
    removed += 1;
  }
  return removed;
}
