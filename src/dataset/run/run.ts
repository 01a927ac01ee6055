import { DatasetError, isBedrockBatchError, quote } from '../../core/index.ts';
import type { Dataset } from '../dataset.ts';
import { runStateName } from '../layout.ts';
import { ownForSave, ownRun, type RunOwner } from './own-run.ts';
import { parseRunState } from './parse-run-state.ts';
import type { JobAttempt, JobSeen, RunJob, RunState } from './run-state.ts';

/** How often a change is made again to a state that another process has saved meanwhile. */
const MOST_RELOADS = 10;

/** How a system says that a folder is only to be read. */
const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM']);

/** How {@link Run.update} saves a change. */
export interface UpdateOptions {
  /**
   * Make the change again where another process saved the state meanwhile. Only for what was learnt, such as a status: what
   * is written before a request that costs money has to fail with `STORE_CONFLICT`. Default false.
   */
  readonly mayRepeat?: boolean | undefined;
}

/** Names one attempt at one job of a run. */
export interface AttemptKey {
  /** Folder of the job in the manifest: `jobs/0000`. */
  readonly folder: string;
  /** 1-based. */
  readonly attempt: number;
}

/** What {@link Run.keepSeen} keeps. */
export interface SeenJob {
  readonly jobArn: string;
  readonly seen: JobSeen;
  /** Tells whether it is news; asked again where another process saved meanwhile. */
  readonly replaces: (before: JobSeen | undefined) => boolean;
}

/**
 * A run of a dataset, whose state is on disk before each act that costs money.
 *
 * One process at a time may submit a run or keep its outcomes: its owner. Others may watch it meanwhile; what they learn is theirs alone
 * as long as they cannot save it, for Bedrock can be asked again.
 */
export class Run {
  readonly dataset: Dataset;
  #state: RunState;
  #tag: string | null;
  #owner: RunOwner | undefined;
  #saving: Promise<void> = Promise.resolve();

  /**
   * @param stored What is on disk; its tag is null where nothing is.
   * @param owner What this process owns the run by, where it does.
   */
  constructor(
    dataset: Dataset,
    { state, tag }: { readonly state: RunState; readonly tag: string | null },
    owner?: { readonly isHeld: boolean; release(): Promise<void> },
  ) {
    this.dataset = dataset;
    this.#state = state;
    this.#tag = tag;
    this.#owner = owner;
  }

  /** Name of the run: `main`, `local` or what `--run` says. */
  get name(): string {
    return this.#state.run;
  }

  /** What is on disk, or will be once the running {@link update} has ended, and what was learnt that could not be saved. */
  get state(): RunState {
    return this.#state;
  }

  /** The last attempt at a job, which is the one that counts; undefined where none was made. */
  lastAttempt(folder: string): JobAttempt | undefined {
    return this.#state.jobs.find((job) => job.folder === folder)?.attempts.at(-1);
  }

  /**
   * Does something while no other process writes to the run.
   *
   * @throws {DatasetError} `DATASET_BUSY` where another process works on it, and what `act` throws.
   */
  async owning<Value>(act: () => Promise<Value>): Promise<Value> {
    if (this.#owner?.isHeld === true) return act();
    const owner = await ownRun(this.dataset, this.name);
    this.#owner = owner;
    try {
      return await act();
    } finally {
      await owner.release();
    }
  }

  /**
   * Changes the state and waits until it is on disk. Changes are made one after the other; one that gives back the very
   * state it got is not saved.
   */
  async update(
    change: (state: RunState) => RunState,
    options: UpdateOptions = {},
  ): Promise<RunState> {
    const saved = this.#saving.then(() => this.#save(change, options));
    this.#saving = saved.then(
      () => undefined,
      () => undefined,
    );
    return saved;
  }

  /** Writes a new attempt down, before its request is sent. */
  addAttempt(folder: string, added: JobAttempt): Promise<RunState> {
    return this.update((state) =>
      withAttempts(state, folder, (attempts) => {
        const last = attempts.at(-1)?.attempt ?? 0;
        if (last >= added.attempt) throw this.#attemptChanged({ folder, attempt: added.attempt });
        return [...attempts, added];
      }),
    );
  }

  /** Keeps the ARN of an attempt's job. */
  keepJob({ folder, attempt }: AttemptKey, jobArn: string): Promise<RunState> {
    const keep = (state: RunState) =>
      withAttempts(state, folder, (attempts) => {
        const index = attempts.findIndex((one) => one.attempt === attempt);
        const there = attempts[index];
        if (there === undefined || (there.jobArn ?? jobArn) !== jobArn)
          throw this.#attemptChanged({ folder, attempt });
        return there.jobArn === jobArn ? attempts : attempts.with(index, { ...there, jobArn });
      });
    return this.update(keep, { mayRepeat: true });
  }

  /** Keeps what was seen of a job, at the attempt that made it. */
  keepSeen(folder: string, { jobArn, seen, replaces }: SeenJob): Promise<RunState> {
    const keep = (state: RunState) =>
      withAttempts(state, folder, (attempts) => {
        const index = attempts.findIndex((one) => one.jobArn === jobArn);
        const there = attempts[index];
        if (there === undefined || !replaces(there.seen)) return attempts;
        return attempts.with(index, { ...there, seen });
      });
    return this.update(keep, { mayRepeat: true });
  }

  /** Notes why Bedrock is to be asked to stop a job, at the attempt that made it. */
  noteStop(
    folder: string,
    jobArn: string,
    why: NonNullable<JobAttempt['stopAsked']>,
  ): Promise<RunState> {
    const note = (state: RunState) =>
      withAttempts(state, folder, (attempts) => {
        const index = attempts.findIndex((one) => one.jobArn === jobArn);
        const there = attempts[index];
        if (there === undefined || there.stopAsked === why) return attempts;
        return attempts.with(index, { ...there, stopAsked: why });
      });
    return this.update(note, { mayRepeat: true });
  }

  /** Forgets an attempt that made no job, or whose job is another one. */
  dropAttempt({ folder, attempt }: AttemptKey): Promise<RunState> {
    return this.update((state) =>
      withAttempts(state, folder, (attempts) => attempts.filter((one) => one.attempt !== attempt)),
    );
  }

  /** Changes one job and waits until it is on disk. */
  updateJob(folder: string, change: Partial<RunJob>): Promise<RunState> {
    return this.update((state) => ({
      ...state,
      jobs: state.jobs.map((job) => (job.folder === folder ? { ...job, ...change } : job)),
    }));
  }

  async #save(
    change: (state: RunState) => RunState,
    { mayRepeat = false }: UpdateOptions,
  ): Promise<RunState> {
    for (let left = mayRepeat ? MOST_RELOADS : 0; ; left -= 1) {
      try {
        return await this.#saveOnce(change);
      } catch (error) {
        if (mayRepeat && isKeptOut(error)) return this.#learn(change);
        if (left === 0 || !isConflict(error) || !(await this.#reload())) throw error;
      }
    }
  }

  async #saveOnce(change: (state: RunState) => RunState): Promise<RunState> {
    const changed = change(this.#state);
    if (changed === this.#state && this.#tag !== null) return changed;
    const state = Object.freeze(changed);
    const text = `${JSON.stringify(state, null, 2)}\n`;
    const isOwned = this.#owner?.isHeld === true;
    const owner = isOwned ? undefined : await ownForSave(this.dataset, this.name);
    try {
      this.#tag = await this.dataset.store.save(runStateName(state.run), text, this.#tag);
      this.#state = state;
      return state;
    } finally {
      await owner?.release();
    }
  }

  /** Keeps what was learnt to itself. */
  #learn(change: (state: RunState) => RunState): RunState {
    this.#state = Object.freeze(change(this.#state));
    return this.#state;
  }

  /** Takes what another process has saved; false where there is nothing any more. */
  async #reload(): Promise<boolean> {
    const stored = await this.dataset.store.load(runStateName(this.name));
    if (stored === undefined) return false;
    this.#state = parseRunState(stored.text, this.dataset, this.name);
    this.#tag = stored.tag;
    return true;
  }

  #attemptChanged({ folder, attempt }: AttemptKey): DatasetError {
    const message = `Attempt ${attempt} at ${folder} of the run ${quote(this.name)} was changed by another process; nothing was saved`;
    return new DatasetError('RUN_STATE', message, {
      path: this.dataset.folder,
      hint: 'Let one process at a time submit a run, then repeat the command',
    });
  }
}

/** Changes the attempts at one job; the very same state where nothing changes. */
function withAttempts(
  state: RunState,
  folder: string,
  change: (attempts: readonly JobAttempt[]) => readonly JobAttempt[],
): RunState {
  const index = state.jobs.findIndex((job) => job.folder === folder);
  const job = state.jobs[index];
  if (job === undefined) return state;
  const attempts = change(job.attempts);
  if (attempts === job.attempts) return state;
  return { ...state, jobs: state.jobs.with(index, { ...job, attempts }) };
}

function isConflict(error: unknown): boolean {
  return isBedrockBatchError(error) && error.code === 'STORE_CONFLICT';
}

/** Another process works on the run, or nobody may write there. */
function isKeptOut(error: unknown): boolean {
  if (!isBedrockBatchError(error)) return false;
  if (error.code === 'DATASET_BUSY') return true;
  const { code = '' } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return error.code === 'DATASET_WRITE' && READ_ONLY.has(code);
}
