import { DatasetError, quote } from '../core/index.ts';
import { type Dataset, type OpenDatasetOptions, openDataset } from './dataset.ts';
import { runStateName } from './layout.ts';
import { requireRunName } from './names.ts';
import {
  type JobAttempt,
  type RunJob,
  type RunState,
  type RunTarget,
  runStateSchema,
} from './run-state.ts';

/**
 * A run of a dataset, whose state is on disk before each act that costs money.
 *
 * One process at a time may change a run; a second one gets `STORE_CONFLICT`.
 */
export class Run {
  readonly dataset: Dataset;
  #state: RunState;
  #tag: string | null;
  #saving: Promise<void> = Promise.resolve();

  constructor(dataset: Dataset, state: RunState, tag: string | null) {
    this.dataset = dataset;
    this.#state = state;
    this.#tag = tag;
  }

  /** Name of the run: `main`, `local` or what `--run` says. */
  get name(): string {
    return this.#state.run;
  }

  /** What is on disk, or will be once the running {@link update} has ended. */
  get state(): RunState {
    return this.#state;
  }

  /** Changes the state and waits until it is on disk. Changes are made one after the other. */
  async update(change: (state: RunState) => RunState): Promise<RunState> {
    const saved = this.#saving.then(() => this.#save(change));
    this.#saving = saved.then(
      () => undefined,
      () => undefined,
    );
    return saved;
  }

  /** Changes the last attempt of one job and waits until it is on disk. */
  updateAttempt(folder: string, change: Partial<JobAttempt>): Promise<RunState> {
    return this.update((state) => ({
      ...state,
      jobs: state.jobs.map((job) =>
        job.folder === folder
          ? { ...job, attempts: job.attempts.with(-1, { ...lastAttempt(job.attempts), ...change }) }
          : job,
      ),
    }));
  }

  /** Changes one job and waits until it is on disk. */
  updateJob(folder: string, change: Partial<RunJob>): Promise<RunState> {
    return this.update((state) => ({
      ...state,
      jobs: state.jobs.map((job) => (job.folder === folder ? { ...job, ...change } : job)),
    }));
  }

  async #save(change: (state: RunState) => RunState): Promise<RunState> {
    const state = Object.freeze(change(this.#state));
    const text = `${JSON.stringify(state, null, 2)}\n`;
    this.#tag = await this.dataset.store.save(runStateName(state.run), text, this.#tag);
    this.#state = state;
    return state;
  }
}

function lastAttempt(attempts: readonly JobAttempt[]): JobAttempt {
  const last = attempts.at(-1);
  if (last === undefined) throw new RangeError('The job has no attempt to change');
  return last;
}

/** What {@link openRun} looks for. */
export interface OpenRunOptions extends OpenDatasetOptions {
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
}

/**
 * Opens a run that was begun before, in this process or another one.
 *
 * @param where Folder of the dataset, or the dataset.
 * @throws {DatasetError} `RUN_NOT_FOUND` where the dataset has no such run, `RUN_STATE` where its state cannot be read,
 *   `DATASET_NOT_FOUND` and `DATASET_MANIFEST` as {@link openDataset}.
 */
export async function openRun(where: string | Dataset, options: OpenRunOptions = {}): Promise<Run> {
  const dataset = typeof where === 'string' ? await openDataset(where, options) : where;
  const name = options.run ?? 'main';
  const run = await findRun(dataset, name);
  if (run !== undefined) return run;
  throw new DatasetError(
    'RUN_NOT_FOUND',
    `The dataset in ${quote(dataset.folder)} has no run ${quote(name)}`,
    {
      path: dataset.folder,
      hint: 'Submit the dataset first, or name another run with --run',
    },
  );
}

/** Opens a run; undefined where the dataset has none of that name. */
export async function findRun(dataset: Dataset, name: string): Promise<Run | undefined> {
  const stored = await dataset.store.load(runStateName(requireRunName(name)));
  if (stored === undefined) return undefined;
  return new Run(dataset, parseRunState(stored.text, dataset), stored.tag);
}

/** What a new run is begun with. */
export interface RunPlan {
  readonly run: string;
  readonly target: RunTarget;
  readonly inputUri: string;
  readonly outputUri: string;
}

/**
 * Opens the run of a plan, or makes it where there is none; it is on disk when this returns.
 *
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where the run exists for another target or other URIs.
 */
export async function beginRun(dataset: Dataset, plan: RunPlan): Promise<Run> {
  const found = await findRun(dataset, plan.run);
  if (found !== undefined) return requireSameTarget(found, plan);
  const state: RunState = {
    version: 1,
    run: requireRunName(plan.run),
    dataset: dataset.manifest.digest,
    target: plan.target,
    inputUri: plan.inputUri,
    outputUri: plan.outputUri,
    jobs: dataset.manifest.jobs.map(({ folder }) => ({ folder, attempts: [] })),
  };
  const run = new Run(dataset, state, null);
  await run.update((same) => same);
  return run;
}

function requireSameTarget(run: Run, plan: RunPlan): Run {
  const { target, inputUri, outputUri } = run.state;
  const pairs = [
    ['region', target.region, plan.target.region],
    ['account', target.account, plan.target.account],
    ['endpoint', target.endpoint, plan.target.endpoint],
    ['input', inputUri, plan.inputUri],
    ['output', outputUri, plan.outputUri],
  ] as const;
  const differing = pairs.find(([, before, now]) => before !== now);
  if (differing === undefined) return run;
  const [what, before, now] = differing;
  const message = `The run ${quote(run.name)} was begun for the ${what} ${quote(before)}, and now ${quote(now)} is asked for`;
  throw new DatasetError('RUN_TARGET_DIFFERS', message, {
    path: run.dataset.folder,
    hint: 'Repeat the command with what the run was begun with, or begin another run with --run NAME and pay for it',
  });
}

function parseRunState(text: string, dataset: Dataset): RunState {
  const { folder, manifest } = dataset;
  const state = readRunState(text, folder);
  if (state.dataset === manifest.digest) return state;
  throw new DatasetError(
    'RUN_STATE',
    `The run ${quote(state.run)} belongs to another dataset than the one in ${quote(folder)}`,
    {
      path: folder,
      hint: 'Build the dataset into a folder of its own',
    },
  );
}

function readRunState(text: string, folder: string): RunState {
  try {
    return Object.freeze(runStateSchema.parse(JSON.parse(text)));
  } catch (cause) {
    throw new DatasetError(
      'RUN_STATE',
      `The state of a run of ${quote(folder)} cannot be read as version 1`,
      {
        path: folder,
        cause,
        hint: 'Use the version of bedrock-batch that wrote it, or begin another run with --run NAME',
      },
    );
  }
}
