import { parseS3Uri } from '../../../io/index.ts';
import type { ObjectStore } from '../../s3/store/object-store.ts';
import type { AnswerRecord } from '../answers/answerer.ts';
import type { EmulatedJob, JobCounts, JobInput } from '../jobs/job.ts';
import { readLines } from '../lines/input-lines.ts';
import { type InputRecord, readRecord } from '../lines/input-record.ts';
import { type Answer, encodeOutputLine, madeUpRecordId } from '../lines/output-line.ts';
import { type Random, seededRandom } from '../lines/random.ts';
import { Shuffler } from '../lines/shuffler.ts';
import type { JobPace } from './job-pace.ts';

/** What {@link writeOutput} works on. */
export interface OutputOptions {
  readonly job: EmulatedJob;
  readonly input: JobInput;
  readonly store: ObjectStore;
  readonly answer: AnswerRecord;
  readonly pace: JobPace;
}

/**
 * Processes one input file and writes its output; the object appears when the file is done or the job is cut short.
 *
 * Memory: one line of input and the shuffling window.
 */
export async function writeOutput(options: OutputOptions): Promise<void> {
  const { bucket, key } = outputFolder(options.job);
  const lines = new OutputLines(options);
  await options.store.write(bucket, `${key}${options.input.path}.out`, lines.read());
}

/** Writes `manifest.json.out`: the six counts that are documented. */
export async function writeManifest(job: EmulatedJob, store: ObjectStore): Promise<void> {
  const { bucket, key } = outputFolder(job);
  const { counts } = job;
  const manifest = {
    totalRecordCount: counts.total,
    processedRecordCount: counts.processed,
    successRecordCount: counts.succeeded,
    errorRecordCount: counts.failed,
    inputTokenCount: counts.inputTokens,
    outputTokenCount: counts.outputTokens,
  };
  await store.write(bucket, `${key}manifest.json.out`, [Buffer.from(JSON.stringify(manifest))]);
}

/** Where a job's outputs go: the folder named after its id, with a slash at its end. */
function outputFolder({ id, request }: EmulatedJob): {
  readonly bucket: string;
  readonly key: string;
} {
  const uri = request.outputDataConfig.s3OutputDataConfig.s3Uri;
  const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
  const folder = key === '' || key.endsWith('/') ? key : `${key}/`;
  return { bucket, key: `${folder}${id}/` };
}

class OutputLines {
  readonly #options: OutputOptions;
  readonly #random: Random;
  readonly #shuffler: Shuffler;
  #line = 0;
  #isCut = false;

  constructor(options: OutputOptions) {
    this.#options = options;
    this.#random = seededRandom(`${options.job.id}/${options.input.path}`);
    this.#shuffler = new Shuffler(this.#random);
  }

  async *read(): AsyncGenerator<Uint8Array> {
    const { job, input, store } = this.#options;
    const { bucket } = parseS3Uri(job.request.inputDataConfig.s3InputDataConfig.s3Uri) ?? {
      bucket: '',
    };
    for await (const lines of readLines(store.read(bucket, input.key))) {
      const leaving = await this.#take(lines);
      if (leaving.length > 0) yield Buffer.concat(leaving);
      if (this.#isCut) break;
    }
    yield Buffer.concat(this.#shuffler.finish());
  }

  async #take(lines: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const leaving: Uint8Array[] = [];
    for (const line of lines) {
      this.#line += 1;
      const output = this.#process(line);
      const encoded = output instanceof Promise ? await output : output;
      if (encoded === undefined) {
        this.#isCut = true;
        break;
      }
      leaving.push(...this.#shuffler.push(encoded));
    }
    this.#options.pace.throwIfInterrupted();
    return leaving;
  }

  /** Gives a promise only where there is something to wait for. */
  #process(line: Uint8Array): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const may = this.#options.pace.mayProcess();
    if (may === true) return this.#answer(line);
    return may === false ? undefined : may.then((now) => (now ? this.#answer(line) : undefined));
  }

  #answer(line: Uint8Array): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const { job, input, answer, pace } = this.#options;
    const record = readRecord(line);
    if ('refused' in record) {
      throw new TypeError(
        `line ${this.#line} of ${input.key} ${record.refused}, as it did not when it was validated`,
      );
    }
    const recordId = record.recordId ?? madeUpRecordId(`${job.id}/${input.path}/${this.#line}`);
    const answered = answer(record, recordId);
    if (!(answered instanceof Promise)) return this.#encode(record, recordId, answered);
    return pace
      .orStopped(answered)
      .then((late) => (late === undefined ? late : this.#encode(record, recordId, late)));
  }

  #encode(record: InputRecord, recordId: string, answer: Answer): Uint8Array | undefined {
    if (this.#options.pace.isCut()) return undefined;
    count(this.#options.job.counts, answer);
    return encodeOutputLine({ record, recordId }, answer, this.#random);
  }
}

function count(counts: JobCounts, answer: Answer): void {
  counts.processed += 1;
  if ('error' in answer) {
    counts.failed += 1;
    return;
  }
  counts.succeeded += 1;
  counts.inputTokens += answer.inputTokens;
  counts.outputTokens += answer.outputTokens;
}
