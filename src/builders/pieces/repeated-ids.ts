import { type Diagnostic, diagnose, formatCount } from '../../core/index.ts';
import { ID_HASHES_NAME, NUMBERS_NAME } from '../../dataset/index.ts';
import type { Verdicts } from '../../engine/index.ts';
import { nextTurn, readSpan } from '../../io/index.ts';
import { NUMBER_BYTES } from '../row-digests/row-numbers.ts';
import { recordIdAt } from '../shards/record-id-at.ts';
import { IdHashRuns } from './id-hash-runs.ts';
import { hashNumberOf } from './id-hash-writer.ts';
import type { BuiltPiece } from './piece-rows.ts';
import { shardLines } from './shard-lines.ts';

/** Most ids that are looked at again: of more, the first ones are said. */
const MOST_REPEATED = 10_000;

/** What diagnostics call the source, and what stops the search. */
export interface RepeatedIdsOptions {
  readonly source: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Finds ids that several pieces have. Hashes only say where to look: the records are read again, and their ids compared.
 *
 * Memory: as {@link IdHashRuns}, and some hundred bytes for each id whose hash comes twice.
 *
 * @yields One for each use of an id after its first one.
 */
export async function* repeatedIds(
  pieces: readonly BuiltPiece[],
  { source, signal }: RepeatedIdsOptions,
): AsyncGenerator<Diagnostic, void> {
  const files: string[] = [];
  for (const { home, folder, manifest } of pieces) {
    if (manifest.records === 0) continue;
    signal?.throwIfAborted();
    const path = `${folder}/${ID_HASHES_NAME}`;
    await home.fetch(path);
    files.push(home.pathOf(path) ?? path);
  }
  const runs = IdHashRuns.open(files);
  const hashes = new Set<number>();
  try {
    for (const found of runs.repeated()) {
      for (const hash of found.slice(0, MOST_REPEATED - hashes.size)) hashes.add(hash);
      await nextTurn();
      signal?.throwIfAborted();
    }
  } finally {
    runs.close();
  }
  if (hashes.size > 0) yield* usedAgain(pieces, hashes, { source, signal });
}

async function* usedAgain(
  pieces: readonly BuiltPiece[],
  hashes: ReadonlySet<number>,
  { source, signal }: RepeatedIdsOptions,
): AsyncGenerator<Diagnostic, void> {
  const firstRows = new Map<string, number>();
  for (const piece of pieces) {
    let record = 0;
    for await (const block of linesOf(piece, signal)) {
      const uses = [];
      for (const { recordId, index } of idsIn(block, hashes))
        uses.push({ recordId, source, row: await rowOf(piece, record + index + 1) });
      yield* uses.flatMap((use) => {
        const first = firstRows.get(use.recordId);
        if (first === undefined) firstRows.set(use.recordId, use.row);
        return first === undefined ? [] : [duplicate(use, first)];
      });
      record += block.count;
      await nextTurn();
      signal?.throwIfAborted();
    }
  }
}

/** Gives the ids of a block whose hashes are looked for. */
function* idsIn(block: Verdicts, hashes: ReadonlySet<number>) {
  for (let index = 0; index < block.count; index += 1) {
    const recordId = recordIdAt(block, index);
    if (hashes.has(hashNumberOf(recordId))) yield { recordId, index };
  }
}

async function* linesOf({ home, folder, manifest }: BuiltPiece, signal: AbortSignal | undefined) {
  for (const { shards } of manifest.jobs)
    for (const shard of shards) {
      const { records, bytes, path } = shard;
      const of = { records, bytes, path: `${folder}/${path}`, shard };
      yield* shardLines(home, { of, from: 0, to: records }, signal);
    }
}

/** The row in the source that became a record of a piece, both counted from 1. */
async function rowOf(
  { home, folder, rowsBefore, manifest }: BuiltPiece,
  record: number,
): Promise<number> {
  if (manifest.rows?.numbers === undefined) return rowsBefore + record;
  const start = (record - 1) * NUMBER_BYTES;
  const span = { start, end: start + NUMBER_BYTES };
  const path = `${folder}/${NUMBERS_NAME}`;
  await home.fetch(path);
  const [bytes = new Uint8Array()] = readSpan(home.pathOf(path) ?? '', span);
  return Buffer.from(bytes).readUIntLE(0, NUMBER_BYTES);
}

function duplicate(
  use: { readonly recordId: string; readonly source: string; readonly row: number },
  first: number,
): Diagnostic {
  const { recordId, source, row } = use;
  return diagnose('RECORD_ID_DUPLICATE', {
    location: { source, row, recordId, path: 'recordId' },
    args: { recordId, first: `row ${formatCount(first)}` },
    related: [{ source, row: first }],
  });
}
