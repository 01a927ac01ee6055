import {
  CARRIAGE_RETURN,
  type DiagnosticCollector,
  diagnose,
  type Excerpt,
  type Location,
  NEWLINE,
} from '../../core/index.ts';
import type { LineReporter } from './line-reporter.ts';
import { excerptOf, type LinePlace, locateSpan } from './place.ts';

/** The first line that ends with a carriage return, as far as it is told. */
interface FirstReturn {
  readonly location: Location;
  readonly excerpt: Excerpt | undefined;
}

/**
 * Watches how the lines of a file end. Carriage returns are told once for a file, with their number: what makes one makes all.
 *
 * Memory: one place.
 */
export class LineEnds {
  readonly #collector: DiagnosticCollector;
  readonly #excerpts: boolean;
  #first: FirstReturn | undefined;
  #returns = 0;

  constructor(collector: DiagnosticCollector, options: { readonly excerpts: boolean }) {
    this.#collector = collector;
    this.#excerpts = options.excerpts;
  }

  /** Looks at the end of one line, its newline included where it has one. */
  look(line: Uint8Array, place: LinePlace, reporter: Pick<LineReporter, 'report'>): void {
    const isEnded = line.at(-1) === NEWLINE;
    const end = isEnded ? line.length - 1 : line.length;
    if (line[end - 1] === CARRIAGE_RETURN) this.#addReturn(line.subarray(0, end), place);
    if (isEnded) return;
    const span = { start: end, end };
    reporter.report('JSONL_NO_LAST_NEWLINE', { line, place, span, args: {} });
  }

  finishFile(): void {
    const first = this.#first;
    if (first === undefined) return;
    this.#collector.add(diagnose('JSONL_CRLF', { ...first, args: { lines: this.#returns } }));
    this.#first = undefined;
    this.#returns = 0;
  }

  #addReturn(line: Uint8Array, place: LinePlace): void {
    this.#returns += 1;
    if (this.#first !== undefined) return;
    const span = { start: line.length - 1, end: line.length };
    this.#first = {
      location: locateSpan(place, line, { span }),
      excerpt: this.#excerpts ? excerptOf(line, span) : undefined,
    };
  }
}
