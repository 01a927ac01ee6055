import { type Moment, momentNow } from '../../core/index.ts';
import { toSecond } from '../texts/to-second.ts';
import { LogPace } from './log-pace.ts';
import type { Progress } from './progress.ts';
import type { Reading } from './reading.ts';
import { readingKey, readingParts, readingSummary } from './reading-text.ts';
import { stageLine, stageText } from './stage-line.ts';

/** Progress for logs: a line when a stage has ended, and while it lasts one now and then, each with its time. */
export class LineProgress implements Progress {
  readonly #print: (line: string) => void;
  readonly #now: () => Moment;
  #stage = '';
  #came: () => string = () => '';
  #noted = '';
  #start: number;
  #pace: LogPace;

  /** @param now Gives the time; default: that of this process. */
  constructor(print: (line: string) => void, now: () => Moment = momentNow) {
    this.#print = print;
    this.#now = now;
    this.#start = now().steady;
    this.#pace = new LogPace(this.#start);
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.#came = () => '';
    this.#noted = '';
    this.#start = this.#now().steady;
    this.#pace = new LogPace(this.#start);
  }

  update(text: string): void {
    this.#came = () => text;
  }

  measure(reading: Reading): void {
    this.#came = () => readingSummary(reading);
    this.#noted = '';
    const { steady, wall } = this.#now();
    if (!this.#pace.isDue(readingKey(reading), steady)) return;
    const time = toSecond(new Date(wall).toISOString());
    this.#print(stageText(this.#stage, [time, readingParts(reading).join(', ')].join('  ')));
  }

  note(text: string): void {
    if (text !== this.#noted) this.#print(stageText(this.#stage, text));
    this.#noted = text;
    this.#pace.interrupt();
  }

  end(text: string = this.#came()): void {
    this.#print(stageLine(this.#stage, text, this.#now().steady - this.#start));
  }

  stop(): void {
    // every line stands for itself, so nothing is left to put away
  }
}
