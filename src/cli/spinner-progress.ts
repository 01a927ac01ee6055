import type { Ora } from 'ora';
import type { Progress } from './progress.ts';
import type { Terminal } from './session.ts';
import { stageLine, stageText } from './stage-line.ts';

/** Progress for terminals: a spinner with the stage under way, and a line above it for each that has ended. */
export class SpinnerProgress implements Progress {
  readonly #spinner: Ora;
  #stage = '';
  #text = '';
  #start = 0;

  private constructor(spinner: Ora) {
    this.#spinner = spinner;
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
    return new SpinnerProgress(spinner);
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.#text = '';
    this.#start = performance.now();
    this.#spinner.start(stage);
  }

  update(text: string): void {
    this.#text = text;
    this.#spinner.text = stageText(this.#stage, text);
  }

  note(text: string): void {
    this.update(text);
  }

  end(text: string = this.#text): void {
    const line = stageLine(this.#stage, text, performance.now() - this.#start);
    this.#spinner.stopAndPersist({ symbol: '✔', text: line });
  }

  stop(): void {
    this.#spinner.stop();
  }
}
