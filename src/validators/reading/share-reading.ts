import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fileIdentity, pathKind } from '../../io/index.ts';
import type { FastEngine } from './line-engines.ts';
import type { LineWorkers } from './line-workers.ts';
import type { SharedReading } from './lines-by-workers.ts';

/** Bytes that are judged in one go. */
const SPAN_BYTES = 1 << 22;
/** Total size from which workers pay where nobody asks for them. */
const WORTHWHILE_BYTES = 128 * 1024 * 1024;
/** Most threads where nobody asks for more: the main thread has work that only it can do. */
const DEFAULT_THREADS = 4;

/** What decides whether threads are started. */
interface SharingOptions {
  readonly threads?: number | undefined;
  readonly checkS3?: unknown;
}

/**
 * Starts the worker threads that files of a call may be shared with; undefined where one thread does the work.
 *
 * That is so where the files are small, where objects in S3 are looked at, which takes longer than all else, and where the program of
 * the workers is not beside this file, as in a bundle. They start while everything else is prepared.
 *
 * @param bytes Of all files.
 */
export async function startWorkers(
  bytes: number,
  { threads, checkS3 }: SharingOptions,
): Promise<LineWorkers | undefined> {
  if (threads === 1 || checkS3 !== undefined) return undefined;
  const count = workersFor(bytes, threads);
  const program = count === 0 ? undefined : await workerProgram();
  if (program === undefined) return undefined;
  const { LineWorkers: Workers } = await import('./line-workers.ts');
  return Workers.start(program, count);
}

/** Shares the reading of files with workers; undefined where there are none, or no engine that they could have too. */
export function shareReading(
  workers: LineWorkers | undefined,
  fast: FastEngine | undefined,
  signal: AbortSignal | undefined,
): SharedReading | undefined {
  if (workers === undefined) return undefined;
  if (fast === undefined) {
    void workers.close();
    return undefined;
  }
  workers.instruct(fast.acceptance);
  return { workers, engine: fast.engine, spanBytes: SPAN_BYTES, signal };
}

/** Whether a file is large enough to be cut. */
export async function isWorthSharing(path: string, { spanBytes }: SharedReading): Promise<boolean> {
  return (await bytesOf(path)) > spanBytes;
}

/** One thread is the main thread, and a worker without a span of its own has nothing to do. */
function workersFor(bytes: number, threads: number | undefined): number {
  if (threads === undefined && bytes < WORTHWHILE_BYTES) return 0;
  const wanted = threads ?? Math.min(DEFAULT_THREADS, availableParallelism());
  return Math.min(wanted, Math.ceil(bytes / SPAN_BYTES)) - 1;
}

/** Adds up what there is to read. */
export async function totalBytes(files: readonly { readonly path: string }[]): Promise<number> {
  let bytes = 0;
  for (const { path } of files) bytes += await bytesOf(path);
  return bytes;
}

/** What cannot be looked at is told when it is read. */
async function bytesOf(path: string): Promise<number> {
  try {
    return (await fileIdentity(path)).bytes;
  } catch {
    return 0;
  }
}

async function workerProgram(): Promise<URL | undefined> {
  try {
    const program = new URL('./line-worker.js', import.meta.url);
    return (await pathKind(fileURLToPath(program))) === 'file' ? program : undefined;
  } catch {
    return undefined; // a bundle may have no URL, or one of no file
  }
}
