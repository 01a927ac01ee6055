/** Lets acts on one thing take turns; acts on different things do not wait for each other. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs an act when all earlier ones of that name are done, whether they succeeded or not. */
  async take<Value>(name: string, act: () => Promise<Value>): Promise<Value> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(act);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(name, settled);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === settled) this.#last.delete(name);
    }
  }
}
