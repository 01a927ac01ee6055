import type { DiagnosticCollector, ErrorNotes, InvocationType } from '../../core/index.ts';
import {
  type Block,
  LARGEST_LINE_BYTES,
  LineFeed,
  type RenderedRows,
  type Verdicts,
} from '../../engine/index.ts';
import { JobRules } from '../job/job-rules.ts';
import type { ModelCheck } from '../model/model-check.ts';
import { lineEngines } from '../reading/line-engines.ts';
import { explainerOf } from '../record/explainer.ts';
import type { RecordRules } from '../record/record-validator.ts';
import { DatasetValidator, type JudgedBlock } from './dataset-validator.ts';

/** What records of a build are checked against. */
export interface JudgeRules extends Omit<RecordRules, 'explain'> {
  readonly check: ModelCheck;
  readonly invocationType: InvocationType;
  /** Whether blocks have hashes of model inputs. Default false. */
  readonly hashesInputs?: boolean | undefined;
  /** Folder for the ids, which no row can be asked for again; they stay in memory where there is none. */
  readonly tmp?: string | undefined;
  /** Gets all errors, where records that have one are to be left out; the collector's own notes. */
  readonly notes?: ErrorNotes | undefined;
}

/** What is judged, and who gets it then. */
export interface Judged {
  /** What diagnostics call the source of the rows. */
  readonly source: string;
  /** Gets each block, with what is left of it, once it is judged: all that is wrong with its lines is in the collector then. */
  readonly take: (block: Verdicts, judged: JudgedBlock) => void;
}

/** Lines that the engine made of rows. */
type MadeLines = Block & Pick<RenderedRows, 'haveOneForm'>;

/** Where a row stands. */
export interface RowPlace {
  /** 1-based. */
  readonly row: number;
  /** Its file, where the source has several; `row` then counts in it. */
  readonly source?: string | undefined;
}

/** Where a build puts its jobs, whatever prefix the dataset gets. */
const JOBS_INPUT = { folder: '…/jobs/' };

/** What holds of a file and of a job is asked of those that the build makes, not of the source as a whole. */
const OF_NO_FILE_OR_JOB = {
  recordsPerFile: Infinity,
  recordsPerJob: Infinity,
  minRecordsPerJob: 0,
  fileBytes: Infinity,
  jobBytes: Infinity,
};

/**
 * Judges records on their way from a source into a dataset, a block at a time: the machine that judges files, but a place is a row.
 *
 * Memory: one block of lines and the longest one, a parsed record, and the index of ids. `close` gives back the file they stand in.
 */
export class RowJudge {
  readonly #validator: DatasetValidator;
  readonly #feed: LineFeed;
  /** Where the last line is from. */
  #source: string;
  #row = 0;

  constructor(rules: JudgeRules, collector: DiagnosticCollector, { source, take }: Judged) {
    const { check, quotas, invocationType, excerpts, hashesInputs, notes } = rules;
    const maxLineBytes = LARGEST_LINE_BYTES;
    const jobRules = new JobRules(
      {
        isConverse: invocationType === 'Converse',
        excerpts,
        gathersObjects: false,
        acceptsAnything: check.family === undefined,
        leavesOutErrors: notes !== undefined,
      },
      collector,
    );
    const ofRecords = { ...quotas, ...OF_NO_FILE_OR_JOB };
    this.#validator = new DatasetValidator(
      { ...rules, explain: explainerOf(check), quotas: ofRecords, maxLineBytes, places: 'rows' },
      collector,
      jobRules,
    );
    this.#validator.startJob(source, JOBS_INPUT);
    this.#validator.startFile(source);
    this.#source = source;
    const family = check.family?.name;
    const newEngine = lineEngines({ ...check, family, quotas, maxLineBytes, hashesInputs });
    this.#feed = new LineFeed(newEngine(), (block) => {
      take(block, this.#validator.push(block));
    });
  }

  /** Records so far whose model input is that of the record before. */
  get repeated(): number {
    return this.#validator.sizes.repeatedModelInputs;
  }

  /**
   * Takes one line with its newline, made of a row behind those before, or of the next file of its source.
   *
   * @param line Bytes, or a text in which U+0085, U+2028 and U+2029 are not escaped yet.
   */
  add(line: Uint8Array | string, { row, source = this.#source }: RowPlace): void {
    if (source !== this.#source) this.#startFile(source);
    this.#skipTo(row);
    if (typeof line === 'string') this.#feed.writeText(line);
    else this.#feed.write(line);
  }

  /** Takes lines with their newlines, made of rows one behind the other from a place on: those of all calls that have one form by one template. */
  addLines(
    { bytes, count, haveOneForm }: MadeLines,
    { row, source = this.#source }: RowPlace,
  ): void {
    if (source !== this.#source) this.#startFile(source);
    this.#skipTo(row);
    if (haveOneForm) this.#feed.writeMade(bytes);
    else this.#feed.write(bytes);
    this.#row += count - 1;
  }

  /** Judges all lines that were taken: what is said of other things afterwards stands behind what is said of them. */
  flush(): void {
    this.#feed.flush();
  }

  /** Checks what holds over all records; called once they all are judged. */
  finish(): void {
    this.flush();
    this.#validator.finishFile();
    this.#validator.finishJob();
  }

  close(): void {
    this.#validator.close();
  }

  #startFile(source: string): void {
    this.#feed.flush();
    this.#validator.finishFile();
    this.#validator.startFile(source);
    this.#source = source;
    this.#row = 0;
  }

  #skipTo(row: number): void {
    this.#row += 1;
    if (this.#row === row) return;
    this.#feed.flush();
    this.#validator.skipLines(row - this.#row);
    this.#row = row;
  }
}
