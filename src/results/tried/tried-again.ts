import { tmpdir } from 'node:os';
import { DatasetError, quote } from '../../core/index.ts';
import {
  answersFile,
  datasetFile,
  isBegun,
  outcomesPath,
  type RetryRound,
  type Run,
  retryRounds,
} from '../../dataset/index.ts';
import { fileLines } from '../../engine/index.ts';
import { type FileReader, type Home, openFileReader } from '../../io/index.ts';
import { needsRequest } from '../../jobs/index.ts';
import { familyOf } from '../../models/index.ts';
import type { CheckAnswer } from '../answers/check-answer.ts';
import type { TriedRound } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { readSavedLine } from '../outcomes/saved-line.ts';
import { readAnswer } from './answer-line.ts';
import { bestOutcome } from './best-outcome.ts';
import { BestTally } from './best-tally.ts';
import { rankOf } from './outcome-rank.ts';
import { askedRound, triedRound } from './tried-round.ts';
import { type SavedPlace, TriedTable } from './tried-table.ts';

/** An outcome of a round, and where its line stands. */
interface PlacedLine {
  readonly outcome: Outcome;
  readonly place: SavedPlace;
}

/** A file with outcomes of a round, and how a line of it is read. */
interface RoundFile {
  readonly round: number;
  readonly path: string;
  readonly read: (line: Uint8Array) => Outcome | undefined;
}

/**
 * What was tried again of a run: for each record the best outcome that its retries came to, and how often it was asked.
 *
 * Memory: as {@link TriedTable}: 24 bytes for each record that was tried again, nothing for the others.
 */
export class TriedAgain {
  readonly #rounds: TriedRound[] = [];
  readonly #files: RoundFile[] = [];
  readonly #table: TriedTable;
  readonly #readers = new Map<number, FileReader>();
  readonly #homes = new Set<Home>();
  readonly #closing: (() => Promise<void>)[] = [];
  /** The outcome that was read last: it is compared by its id first, and then given. */
  #last: { readonly place: SavedPlace; readonly outcome: Outcome } | undefined;

  /** What is read of a round has its answer checked, so that one that is not what was asked for is no better than any failure. */
  readonly #check: CheckAnswer | undefined;

  private constructor(expected: number, check: CheckAnswer | undefined) {
    this.#check = check;
    this.#table = new TriedTable(expected, (place) => this.#read(place).recordId);
  }

  /**
   * Reads what the retries of a run came to; undefined where nothing of it was tried again.
   *
   * A job of a round counts once its outcomes are saved, unless it ended before it processed anything: then it is asked for again. Of a
   * round that is asked on demand each record counts that has its line.
   *
   * @param check Checks answers, where they are checked.
   * @throws {DatasetError} `DATASET_MANIFEST` and `RUN_STATE` where a round cannot be read.
   */
  static async open(run: Run, check?: CheckAnswer): Promise<TriedAgain | undefined> {
    const rounds = (await retryRounds(run)).filter(isBegun);
    if (rounds.length === 0) return undefined;
    const expected = rounds.reduce((sum, { dataset }) => sum + dataset.manifest.records, 0);
    const tried = new TriedAgain(expected, check);
    for (const round of rounds) await tried.#addRound(round);
    return tried;
  }

  /** The rounds, in order. */
  get rounds(): readonly TriedRound[] {
    return this.#rounds;
  }

  /** Gives the best outcome of a record; rows that became none are what they were. */
  best(outcome: Outcome): Outcome {
    if (outcome.status === 'rejected') return outcome;
    const found = this.#table.find(outcome.askedAs ?? outcome.recordId);
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
    for (const home of this.#homes) home.close();
    for (const close of this.#closing.splice(0)) void close();
  }

  async #addRound(tried: RetryRound): Promise<void> {
    const { round, dataset, run, answers } = tried;
    if (run === undefined) {
      if (answers !== undefined) {
        const file = await answersFile(answers, tmpdir());
        this.#closing.push(() => file.close());
        this.#addAnswers(tried, file.path);
      }
      return;
    }
    this.#rounds.push(triedRound(round, run));
    for (const job of run.state.jobs) {
      if (job.saved === undefined || needsRequest(job)) continue;
      const outcomes = outcomesPath(run.name, job.folder);
      if ((await dataset.home.size(outcomes)) === undefined) continue;
      const path = await this.#fileOf(dataset.home, outcomes);
      const file = { round, path, read: readSavedLine };
      for (const placed of this.#outcomesOf(file)) this.#add(placed);
    }
  }

  /** Of an object it is a copy, which is gone once this is closed. */
  async #fileOf(home: Home, path: string): Promise<string> {
    this.#homes.add(home);
    await home.fetch(path);
    return datasetFile({ home }, path);
  }

  #addAnswers({ round, dataset }: RetryRound, path: string): void {
    const { model, baseModel, invocationType } = dataset.manifest;
    const family = familyOf(model, { baseModel, invocationType });
    const tally = new BestTally(family);
    const file = { round, path, read: (line: Uint8Array) => readAnswer(line, family) };
    for (const placed of this.#outcomesOf(file)) {
      tally.add(placed.outcome);
      this.#add(placed);
    }
    this.#rounds.push(askedRound(round, tally));
  }

  *#outcomesOf(file: RoundFile): Generator<PlacedLine> {
    const number = this.#files.push(file) - 1;
    for (const { bytes: line, offset } of fileLines(file.path)) {
      const outcome = this.#checked(file.read(line));
      const place = { file: number, offset, bytes: line.length };
      if (outcome !== undefined) yield { outcome, place };
    }
  }

  /** Rows that share the answer of a record are given what became of that one. */
  #add({ outcome, place }: PlacedLine): void {
    const { status, askedAs, recordId } = outcome;
    if (status !== 'rejected' && askedAs === undefined)
      this.#table.add(recordId, { place, rank: rankOf(outcome) });
  }

  #read(place: SavedPlace): Outcome {
    const { file, offset, bytes } = place;
    const last = this.#last;
    if (last?.place.file === file && last.place.offset === offset) return last.outcome;
    const line = new Uint8Array(bytes);
    this.#reader(file).readAt(line, offset);
    const outcome = this.#checked(this.#files[file]?.read(line));
    if (outcome === undefined) throw changed(this.#files[file]?.path ?? '');
    this.#last = { place, outcome };
    return outcome;
  }

  #checked(outcome: Outcome | undefined): Outcome | undefined {
    return outcome === undefined ? undefined : (this.#check?.(outcome) ?? outcome);
  }

  #reader(file: number): FileReader {
    const open = this.#readers.get(file) ?? openFileReader(this.#files[file]?.path ?? '');
    this.#readers.set(file, open);
    return open;
  }
}

function changed(path: string): DatasetError {
  const message = `A line of ${quote(path, 200)} is not what it was a moment ago`;
  return new DatasetError('DATASET_CHANGED', message, {
    path,
    hint: 'Read it again once nothing writes there',
  });
}
