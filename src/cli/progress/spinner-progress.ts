import type { Ora } from 'ora';
import type { Terminal } from '../session/session.ts';
import { cutEnd, wrapLine } from '../terminal/wrap-text.ts';
import type { Progress } from './progress.ts';
import { STAGE_INDENT, stageLine, stageText } from './stage-line.ts';

/** The spinner, and a space behind it. */
const SYMBOL_COLUMNS = 2;

/** Progress for terminals: a spinner with the stage under way, and a line above it for each that has ended. */
export class SpinnerProgress implements Progress {
  readonly #spinner: Ora;
  readonly #stream: Terminal;
  #stage = '';
  #text = '';
  #start = 0;

  private constructor(spinner: Ora, stream: Terminal) {
    this.#spinner = spinner;
    this.#stream = stream;
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
    return new SpinnerProgress(spinner, stream);
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.#text = '';
    this.#start = performance.now();
    this.#spinner.start(this.#fitting(stage));
  }

  update(text: string): void {
    this.#text = text;
    this.#spinner.text = this.#fitting(stageText(this.#stage, text));
  }

  note(text: string): void {
    this.update(text);
  }

  end(text: string = this.#text): void {
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
