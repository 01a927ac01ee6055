import { datasetFile, outcomesPath, type Run, retryRounds } from '../../dataset/index.ts';
import { fileLines } from '../../engine/index.ts';
import { type FileReader, openFileReader, pathKind } from '../../io/index.ts';
import { needsRequest } from '../../jobs/index.ts';
import type { TriedRound } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { readSavedLine } from '../outcomes/saved-line.ts';
import { bestOutcome } from './best-outcome.ts';
import { rankOf } from './outcome-rank.ts';
import { triedRound } from './tried-round.ts';
import { type SavedPlace, TriedTable } from './tried-table.ts';

/** A file with outcomes of a round. */
interface RoundFile {
  readonly round: number;
  readonly path: string;
}

/**
 * What was tried again of a run: for each record the best outcome that its retries saved, and how often it was asked.
 *
 * Memory: as {@link TriedTable}: 24 bytes for each record that was tried again, nothing for the others.
 */
export class TriedAgain {
  /** The rounds, in order. */
  readonly rounds: readonly TriedRound[];
  readonly #files: readonly RoundFile[];
  readonly #table: TriedTable;
  readonly #readers = new Map<number, FileReader>();
  /** The outcome that was read last: it is compared by its id first, and then given. */
  #last: { readonly place: SavedPlace; readonly outcome: Outcome } | undefined;

  private constructor(rounds: readonly TriedRound[], files: readonly RoundFile[]) {
    this.rounds = rounds;
    this.#files = files;
    const expected = rounds.reduce((sum, { totals }) => sum + totals.records, 0);
    this.#table = new TriedTable(expected, (place) => this.#read(place).recordId);
  }

  /**
   * Reads what the retries of a run saved; undefined where nothing of it was tried again.
   *
   * A job of a round counts once its outcomes are saved, unless it ended before it processed anything: then it is asked for again.
   *
   * @throws {DatasetError} `DATASET_MANIFEST` and `RUN_STATE` where a round cannot be read.
   */
  static async open(run: Run): Promise<TriedAgain | undefined> {
    const rounds: TriedRound[] = [];
    const files: RoundFile[] = [];
    for (const { round, dataset, run: of } of await retryRounds(run)) {
      if (of === undefined) continue;
      rounds.push(triedRound(round, of));
      for (const job of of.state.jobs) {
        if (job.saved === undefined || needsRequest(job)) continue;
        const path = datasetFile(dataset, outcomesPath(of.name, job.folder));
        if ((await pathKind(path)) === 'file') files.push({ round, path });
      }
    }
    if (rounds.length === 0) return undefined;
    const tried = new TriedAgain(rounds, files);
    for (const [file, { path }] of files.entries()) tried.#add(path, file);
    return tried;
  }

  /** Gives the best outcome of a record; rows that became none are what they were. */
  best(outcome: Outcome): Outcome {
    if (outcome.status === 'rejected') return outcome;
    const found = this.#table.find(outcome.recordId);
    if (found === undefined) return bestOutcome(outcome, { attempts: 1 });
    const { place, rank, times } = found;
    const attempts = 1 + times;
    if (rank < rankOf(outcome)) return bestOutcome(outcome, { attempts });
    const round = this.#files[place.file]?.round ?? 0;
    return bestOutcome(outcome, { attempts, round, again: this.#read(place) });
  }

  close(): void {
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
  }

  #add(path: string, file: number): void {
    for (const { bytes: line, offset } of fileLines(path)) {
      const outcome = readSavedLine(line);
      const place = { file, offset, bytes: line.length };
      if (outcome.status !== 'rejected')
        this.#table.add(outcome.recordId, { place, rank: rankOf(outcome) });
    }
  }

  #read(place: SavedPlace): Outcome {
    const { file, offset, bytes } = place;
    const last = this.#last;
    if (last?.place.file === file && last.place.offset === offset) return last.outcome;
    const line = new Uint8Array(bytes);
    this.#reader(file).readAt(line, offset);
    const outcome = readSavedLine(line);
    this.#last = { place, outcome };
    return outcome;
  }

  #reader(file: number): FileReader {
    const open = this.#readers.get(file) ?? openFileReader(this.#files[file]?.path ?? '');
    this.#readers.set(file, open);
    return open;
  }
}
