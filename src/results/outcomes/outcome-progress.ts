import type { DatasetJob, Run } from '../../dataset/index.ts';

/** How many outcomes are read. */
export interface OutcomeProgress {
  readonly done: number;
  /** Undefined where padding or rows that share answers lie in some jobs only, and nobody has counted in which. */
  readonly total?: number | undefined;
}

/** What is read. */
interface CountedOutcomes {
  /** Whose outcomes. */
  readonly jobs: readonly DatasetJob[];
  /** Rows that the build set aside, and that are read with them. Default 0. */
  readonly rejected?: number | undefined;
}

/** Tells who reads outcomes how many they are, also where a job is begun anew. */
export class OutcomeCounter {
  readonly #total: number | undefined;
  readonly #tell: ((progress: OutcomeProgress) => void) | undefined;
  #before = 0;
  #ofJob = 0;

  constructor(
    run: Run,
    { jobs, rejected = 0 }: CountedOutcomes,
    tell: ((progress: OutcomeProgress) => void) | undefined,
  ) {
    const ofJobs = outcomesOf(run, jobs);
    this.#total = ofJobs === undefined ? undefined : ofJobs + rejected;
    this.#tell = tell;
  }

  /** Begins a job, or the same one anew. */
  begin(): void {
    this.#ofJob = 0;
  }

  add(count: number): void {
    this.#ofJob += count;
    this.#tell?.({ done: this.#before + this.#ofJob, total: this.#total });
  }

  /** Ends a job. */
  end(): void {
    this.#before += this.#ofJob;
    this.#ofJob = 0;
  }
}

/** Counts outcomes: padding has none, and rows that share an answer have one each. */
function outcomesOf({ dataset }: Run, jobs: readonly DatasetJob[]): number | undefined {
  const { manifest } = dataset;
  const [padding, repeats] = [manifest.padding.length, manifest.repeats?.count ?? 0];
  const areAll = jobs.length === manifest.jobs.length;
  if (!areAll && padding + repeats > 0) return undefined;
  return jobs.reduce((sum, { records }) => sum + records, 0) - padding + repeats;
}
