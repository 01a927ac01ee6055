import {
  type Diagnostic,
  type DiagnosticArgs,
  type DiagnosticCode,
  formatPath,
  type PathStep,
} from '../../core/index.ts';
import { changedNumber, JsonOddities, type Oddity } from '../../engine/index.ts';
import type { Found, LineReporter, Spot } from './line-reporter.ts';
import { MAX_DEPTH } from './max-depth.ts';
import { locateSpan } from './place.ts';

/** A line with the text it was decoded to. */
interface DecodedLine extends Spot {
  readonly text: string;
}

/** What is told of an oddity: the text it stands for and the path it stands at. */
interface Sighting {
  readonly written: string;
  readonly path: readonly PathStep[];
}

/**
 * Reports what JSON allows in a record and readers disagree on.
 *
 * Memory: as {@link JsonOddities}.
 */
export class RecordOddities {
  readonly #reporter: LineReporter;
  readonly #json = new JsonOddities((oddity) => this.#tell(oddity));
  #line: DecodedLine | undefined;

  constructor(reporter: LineReporter) {
    this.#reporter = reporter;
  }

  /** Looks through a record, which has to be valid JSON, and gives its depth. */
  look(line: DecodedLine): number {
    this.#line = line;
    const depth = this.#json.scan(line.text);
    this.#line = undefined;
    return depth;
  }

  #tell(oddity: Oddity): void {
    switch (oddity.kind) {
      case 'duplicate-key':
        return this.#report('JSONL_DUPLICATE_KEY', oddity, ({ path }) => ({
          key: String(path.at(-1)),
          path: formatPath(path.slice(0, -1)),
        }));
      case 'lone-surrogate':
        return this.#report('JSONL_LONE_SURROGATE', oddity, ({ written }) => ({ written }));
      case 'nul-escape':
        return this.#report('JSONL_NUL_ESCAPE', oddity, () => ({}));
      case 'changed-number':
        return this.#report('JSONL_NUMBER_CHANGED', oddity, ({ written }) => ({
          written,
          read: changedNumber(written) ?? '',
        }));
      case 'line-separator':
      case 'carriage-return':
        return this.#report('JSONL_LINE_SEPARATOR', oddity, ({ written }) => ({
          codePoint: written.charCodeAt(0),
        }));
    }
  }

  /** What is deeper than records may be is told by one diagnostic about the whole. */
  #report<Code extends DiagnosticCode>(
    code: Code,
    oddity: Oddity,
    args: (seen: Sighting) => DiagnosticArgs[Code],
  ): void {
    const line = this.#line;
    if (line === undefined || this.#json.depth > MAX_DEPTH) return;
    this.#reporter.reportLazily(code, () => {
      const written = copyOf(line.text.slice(oddity.start, oddity.end));
      const path = this.#json.path;
      return { ...foundAt(line, oddity, path), args: args({ written, path }) };
    });
  }
}

function foundAt(
  { line, place, recordId, text }: DecodedLine,
  { kind, start, end, first }: Oddity,
  path: readonly PathStep[],
): Omit<Found<DiagnosticCode>, 'args'> {
  const byte = (at: number) => byteOffset(text, line, at);
  return {
    line,
    place,
    recordId,
    span: { start: byte(start), end: byte(end) },
    // white space stands between values, so no path leads to it
    path: kind === 'carriage-return' ? undefined : path,
    related: first === undefined ? undefined : firstPlace({ line, place }, byte(first)),
  };
}

/** Where a key stood first that is used again; rows have no columns. */
function firstPlace({ line, place }: Spot, start: number): Diagnostic['related'] {
  if (place.row !== undefined) return undefined;
  return [locateSpan(place, line, { span: { start, end: start } })];
}

/** The place in the bytes of a line of a place in its text. */
function byteOffset(text: string, line: Uint8Array, at: number): number {
  return text.length === line.length ? at : Buffer.byteLength(text.slice(0, at));
}

/** A part of a string keeps all of it in memory; a copy does not. */
function copyOf(part: string): string {
  return Buffer.from(part).toString();
}
