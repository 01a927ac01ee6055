/** Looks in a row that have to find no such job: one may come from a place that does not know it yet. */
const MOST_MISSED = 3;

/** Counts the looks in a row that do not find a job, by its folder: after three of them Bedrock has forgotten it, for it keeps no old jobs. */
export class MissedLooks {
  readonly #missed = new Map<string, number>();

  found(folder: string): void {
    this.#missed.delete(folder);
  }

  miss(folder: string): void {
    this.#missed.set(folder, (this.#missed.get(folder) ?? 0) + 1);
  }

  /** Takes a job for forgotten, however often it was looked for. */
  forget(folder: string): void {
    this.#missed.set(folder, MOST_MISSED);
  }

  isForgotten(folder: string): boolean {
    return (this.#missed.get(folder) ?? 0) >= MOST_MISSED;
  }

  /** Folders of jobs that were missed, and may yet be found. */
  get doubtful(): readonly string[] {
    return [...this.#missed.keys()].filter((folder) => !this.isForgotten(folder));
  }
}
