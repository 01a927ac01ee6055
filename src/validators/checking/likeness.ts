import type { DiagnosticCollector } from '../../core/index.ts';
import type { ExplainedLine } from '../record/record-validator.ts';

/**
 * What was found in the line that others are like. These are explained too as long as a diagnostic of them would be kept, and then only
 * counted: one mistake in a template is one in each of its records.
 *
 * Memory: what is wrong with one line, at most about a hundred findings.
 */
export class Likeness {
  readonly #collector: DiagnosticCollector;
  #last: ExplainedLine | undefined;

  constructor(collector: DiagnosticCollector) {
    this.#collector = collector;
  }

  /** Takes what was found in the line that was explained last; undefined where that does not say what is wrong with others. */
  learn(last: ExplainedLine | undefined): void {
    this.#last = last;
  }

  /** What is wrong with a line that is like the last one; undefined where it has to be explained. */
  get counted(): ExplainedLine | undefined {
    const isKept = this.#last?.codes.some((code) => this.#collector.keepsNext(code));
    return isKept === false ? this.#last : undefined;
  }

  count({ codes }: ExplainedLine, lines: number): void {
    for (const code of codes) this.#collector.countUnkept(code, lines);
  }
}
