import type { Ora } from 'ora';
import type { Terminal } from '../session/session.ts';
import { type Paint, painter } from '../terminal/color.ts';
import { cutEnd, wrapLine } from '../terminal/wrap-text.ts';
import type { Progress } from './progress.ts';
import type { Reading } from './reading.ts';
import { readingLines } from './reading-lines.ts';
import { readingSummary } from './reading-text.ts';
import { STAGE_INDENT, stageLine, stageText } from './stage-line.ts';

/** The spinner, and a space behind it. */
const SYMBOL_COLUMNS = 2;

/** What moves faster than that nobody reads. */
const LEAST_MILLISECONDS = 100;
/** Of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** Progress for terminals: a spinner with the stage under way, with a bar where it counts something, and a line above it for each that has ended. */
export class SpinnerProgress implements Progress {
  readonly #spinner: Ora;
  readonly #stream: Terminal;
  readonly #paint: Paint;
  #stage = '';
  #came: () => string = () => '';
  #start = 0;
  #shown = 0;

  private constructor(spinner: Ora, stream: Terminal, paint: Paint) {
    this.#spinner = spinner;
    this.#stream = stream;
    this.#paint = paint;
  }

  /** Makes one on a terminal; loads the spinner library. */
  static async on(stream: Terminal, isColored: boolean): Promise<SpinnerProgress> {
    const { default: ora } = await import('ora');
    // stdin stays as it is: taking it over would hold Ctrl-C back while a stage works synchronously
    const spinner = ora({
      stream,
      discardStdin: false,
      color: isColored ? 'cyan' : false,
      isEnabled: true,
    });
    return new SpinnerProgress(spinner, stream, painter(isColored));
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.#came = () => '';
    this.#start = performance.now();
    this.#shown = Number.NEGATIVE_INFINITY;
    this.#spinner.start(this.#fitting(stage));
  }

  update(text: string): void {
    this.#came = () => text;
    this.#spinner.text = this.#fitting(stageText(this.#stage, text));
  }

  measure(reading: Reading): void {
    this.#came = () => readingSummary(reading);
    const now = performance.now();
    if (now - this.#shown < LEAST_MILLISECONDS) return;
    this.#shown = now;
    const room = this.#room ?? USUAL_COLUMNS - SYMBOL_COLUMNS;
    const lines = readingLines(reading, { stage: this.#stage, room, paint: this.#paint });
    this.#spinner.text = lines.join(`\n${' '.repeat(SYMBOL_COLUMNS)}`);
  }

  note(text: string): void {
    this.update(text);
  }

  end(text: string = this.#came()): void {
    const line = stageLine(this.#stage, text, performance.now() - this.#start);
    const [first = '', ...rest] = wrapLine(line, this.#room, STAGE_INDENT);
    const below = rest.map((more) => `\n${' '.repeat(SYMBOL_COLUMNS)}${more}`);
    this.#spinner.stopAndPersist({ symbol: '✔', text: first + below.join('') });
  }

  /** What moves is cut where it is wider than the terminal: a line that is broken could not be put away. */
  #fitting(text: string): string {
    return this.#room === undefined ? text : cutEnd(text, this.#room);
  }

  /** Columns behind the spinner. */
  get #room(): number | undefined {
    const { columns } = this.#stream;
    return columns === undefined ? undefined : columns - SYMBOL_COLUMNS;
  }

  stop(): void {
    this.#spinner.stop();
  }
}
