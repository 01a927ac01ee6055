/** Texts that stand in for others which CDK knows only when it deploys: what checks and takes apart ARNs and addresses needs some that are whole. */
export class StandIns {
  readonly #texts = new Map<string, string>();

  /** Lets a text stand in for another one. */
  put(standIn: string, text: string): string {
    this.#texts.set(standIn, text);
    return standIn;
  }

  /** Puts the texts themselves in place of those that stand in for them, in all of a value that JSON has. */
  resolve<Value>(value: Value): Value {
    const longestFirst = [...this.#texts.keys()].toSorted((a, b) => b.length - a.length);
    const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'g');
    const text = JSON.stringify(value).replaceAll(pattern, (found) => this.#json(found));
    return JSON.parse(text) as Value;
  }

  /** The text as it stands inside of quotes. */
  #json(standIn: string): string {
    return JSON.stringify(this.#texts.get(standIn) ?? standIn).slice(1, -1);
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w-]/g, String.raw`\$&`);
}
