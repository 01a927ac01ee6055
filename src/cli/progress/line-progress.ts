import type { Progress } from './progress.ts';
import { stageLine, stageText } from './stage-line.ts';

/** Progress for logs: a line when a stage has ended. */
export class LineProgress implements Progress {
  readonly #print: (line: string) => void;
  #stage = '';
  #text = '';
  #noted = '';
  #start = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.#text = '';
    this.#noted = '';
    this.#start = performance.now();
  }

  update(text: string): void {
    this.#text = text;
  }

  note(text: string): void {
    if (text !== this.#noted) this.#print(stageText(this.#stage, text));
    this.#noted = text;
  }

  end(text: string = this.#text): void {
    this.#print(stageLine(this.#stage, text, performance.now() - this.#start));
  }

  stop(): void {
    // every line stands for itself, so nothing is left to put away
  }
}
