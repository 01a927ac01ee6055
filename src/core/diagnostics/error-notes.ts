import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';

/** What is wrong with one row or line. */
export interface NotedErrors {
  /** Codes of its diagnostics of severity error, each once, in the order they were found. */
  readonly codes: readonly DiagnosticCode[];
  /** What the first of them says. */
  readonly message: string;
  /** How many there are. */
  readonly count: number;
}

/** Notes the errors that are found, so that whoever knows what they are about can take them. Memory: the errors of one row. */
export class ErrorNotes {
  #codes: DiagnosticCode[] = [];
  #message = '';
  #count = 0;

  /** Takes note of an error; only of the first one the diagnostic is made. */
  add(code: DiagnosticCode, make: () => Diagnostic): void {
    if (this.#count === 0) this.#message = make().message;
    this.#count += 1;
    if (!this.#codes.includes(code)) this.#codes.push(code);
  }

  /** What was noted since it was taken last; undefined where nothing was. */
  get noted(): NotedErrors | undefined {
    if (this.#count === 0) return undefined;
    return Object.freeze({ codes: [...this.#codes], message: this.#message, count: this.#count });
  }

  /** Gives what was noted since the last call; undefined where nothing was. */
  take(): NotedErrors | undefined {
    const { noted } = this;
    this.#codes = [];
    this.#count = 0;
    return noted;
  }
}
