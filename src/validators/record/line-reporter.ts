import {
  type Diagnostic,
  type DiagnosticArgs,
  type DiagnosticCode,
  type DiagnosticCollector,
  diagnose,
  isAboutKey,
  type PathStep,
} from '../../core/index.ts';
import { PathFinder } from '../../engine/index.ts';
import { keySpan } from './key-span.ts';
import { excerptOf, type LinePlace, locateSpan, type Span } from './place.ts';

/** A line and whatever is known of where it stands. */
export interface Spot {
  readonly line: Uint8Array;
  readonly place: LinePlace;
  readonly recordId?: string | undefined;
}

/** A finding in a line: at a span, or at the value of a path. */
export interface Found<Code extends DiagnosticCode> extends Spot {
  readonly span?: Span | undefined;
  readonly path?: readonly PathStep[] | undefined;
  readonly args: DiagnosticArgs[Code];
  readonly related?: Diagnostic['related'];
}

/** Span of a finding that is about the line as a whole. */
export const WHOLE_LINE: Span = Object.freeze({ start: 0, end: 1 });

/** Makes diagnostics of what is found in lines, as far as they are kept: place, path and excerpt cost nothing else. */
export class LineReporter {
  readonly #collector: DiagnosticCollector;
  readonly #excerpts: boolean;
  /** Knows its way in the line that was reported last. */
  #finder = new PathFinder(new Uint8Array());

  #codes: DiagnosticCode[] | undefined;

  /** @param options Whether excerpts of the records go into diagnostics. */
  constructor(collector: DiagnosticCollector, options: { readonly excerpts: boolean }) {
    this.#collector = collector;
    this.#excerpts = options.excerpts;
  }

  /** Notes the codes of what is reported while something is done. */
  codesOf(act: () => void): readonly DiagnosticCode[] {
    const codes: DiagnosticCode[] = [];
    this.#codes = codes;
    act();
    this.#codes = undefined;
    return codes;
  }

  /** Counts a diagnostic, and makes it where it is kept. */
  report<Code extends DiagnosticCode>(code: Code, found: Found<Code>): void {
    this.#codes?.push(code);
    this.#collector.addLazily(code, () => this.#diagnose(code, found));
  }

  /** Counts a diagnostic; what is known of it is asked for, at once, only where it is kept. */
  reportLazily<Code extends DiagnosticCode>(code: Code, find: () => Found<Code>): void {
    this.#codes?.push(code);
    this.#collector.addLazily(code, () => this.#diagnose(code, find()));
  }

  #diagnose<Code extends DiagnosticCode>(code: Code, found: Found<Code>): Diagnostic<Code> {
    const span = found.span ?? this.#spanOf(found.line, found.path ?? [], isAboutKey(code));
    return diagnose(code, {
      location: locateSpan(found.place, found.line, { ...found, span }),
      args: found.args,
      related: found.related,
      excerpt: this.#excerpts ? excerptOf(found.line, span) : undefined,
    });
  }

  /** The span of the value at a path, or of the nearest value around it that is there; of its key where that is meant. */
  #spanOf(line: Uint8Array, path: readonly PathStep[], isKeyMeant: boolean): Span {
    if (this.#finder.bytes !== line) this.#finder = new PathFinder(line);
    for (let steps = path.length; steps > 0; steps -= 1) {
      const span = this.#finder.locate(path.slice(0, steps));
      if (span === undefined) continue;
      const key = path[steps - 1];
      const isKey = isKeyMeant && steps === path.length && typeof key === 'string';
      return (isKey ? keySpan(line, span, key) : undefined) ?? span;
    }
    return WHOLE_LINE;
  }
}
