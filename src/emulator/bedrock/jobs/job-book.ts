import { createHash, randomBytes } from 'node:crypto';
import type { Store } from '../../../io/index.ts';
import { unreadableState } from '../../unreadable-state.ts';
import { type EmulatedJob, type EmulatedJobRequest, hasEnded, noCounts } from './job.ts';
import { parseJobBook } from './job-schema.ts';

/** Options of {@link openJobBook}. */
export interface JobBookOptions {
  /** Where the book is kept. */
  readonly store: Store;
  /** Writes the book in one step. */
  readonly replace: (text: string) => Promise<void>;
  readonly region: string;
  readonly account: string;
  /** Makes job ids repeatable; random without. */
  readonly seed?: number | undefined;
}

/** Name of the file that holds the jobs. */
export const JOB_BOOK_FILE = 'bedrock-jobs.json';

/**
 * All jobs ever created, in order. They survive a restart; names and tokens are never freed.
 *
 * Memory: about 2 kB per job.
 */
export class JobBook {
  readonly #options: JobBookOptions;
  readonly #jobs: EmulatedJob[];
  /** What the clock showed when the book was saved last. */
  readonly savedAt: number;
  #saving: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(options: JobBookOptions, jobs: EmulatedJob[], savedAt: number) {
    this.#options = options;
    this.#jobs = jobs;
    this.savedAt = savedAt;
  }

  get jobs(): readonly EmulatedJob[] {
    return this.#jobs;
  }

  /** Finds a job by its ARN or by its id. */
  find(identifier: string): EmulatedJob | undefined {
    return this.#jobs.find((job) => job.jobArn === identifier || job.id === identifier);
  }

  findByToken(token: string | undefined): EmulatedJob | undefined {
    if (token === undefined) return undefined;
    return this.#jobs.find((job) => job.request.clientRequestToken === token);
  }

  findByName(name: string): EmulatedJob | undefined {
    return this.#jobs.find((job) => job.request.jobName === name);
  }

  /** Counts the jobs of a model that have not ended. */
  running(modelId: string): number {
    return this.#jobs.filter((job) => job.request.modelId === modelId && !hasEnded(job)).length;
  }

  /** Enters a job as `Submitted`. Whoever does so saves the book before it answers. */
  enter(request: EmulatedJobRequest, submitTime: number): EmulatedJob {
    const { region, account } = this.#options;
    const ordinal = this.#jobs.length;
    const id = this.#newId(ordinal);
    const job: EmulatedJob = {
      id,
      jobArn: `arn:aws:bedrock:${region}:${account}:model-invocation-job/${id}`,
      ordinal,
      request,
      submitTime,
      status: 'Submitted',
      lastModifiedTime: submitTime,
      inputs: [],
      counts: noCounts(),
    };
    this.#jobs.push(job);
    return job;
  }

  /** Saves the book as it is now; calls that come while one is being written share the next one. */
  save(now: number): Promise<void> {
    this.#next ??= this.#saving.then(() => {
      this.#next = undefined;
      return this.#options.replace(JSON.stringify({ version: 1, savedAt: now, jobs: this.#jobs }));
    });
    this.#saving = this.#next.catch(() => undefined);
    return this.#next;
  }

  #newId(ordinal: number): string {
    const { seed } = this.#options;
    const bytes =
      seed === undefined
        ? randomBytes(12)
        : createHash('sha256').update(`${seed}/${ordinal}`).digest();
    return [...bytes.subarray(0, 12)].map((byte) => (byte % 36).toString(36)).join('');
  }
}

/** Opens the book that is there, or an empty one. */
export async function openJobBook(options: JobBookOptions): Promise<JobBook> {
  const stored = await options.store.load(JOB_BOOK_FILE);
  if (stored === undefined) return new JobBook(options, [], 0);
  const { jobs, savedAt } = readBook(stored.text);
  return new JobBook(options, jobs, savedAt);
}

function readBook(text: string): ReturnType<typeof parseJobBook> {
  try {
    return parseJobBook(JSON.parse(text));
  } catch (cause) {
    throw unreadableState(JOB_BOOK_FILE, cause);
  }
}
