import { isAscii } from 'node:buffer';
import {
  type Diagnostic,
  type DiagnosticArgs,
  type DiagnosticCode,
  type DiagnosticCollector,
  describeValue,
  diagnose,
  isObject,
  type PathStep,
} from '../core/index.ts';
import { findSyntaxFault, locatePath } from '../engine/index.ts';
import type { ModelInputFinding } from '../models/index.ts';
import type { Quotas } from '../quotas/index.ts';
import { depthOf } from './depth.ts';
import { excerptOf, type LinePlace, locateSpan, type Span } from './place.ts';
import { firstNonUtf8 } from './utf8.ts';

/** Deepest record accepted. AWS documents none; common JSON parsers stop at about 1,000. */
export const MAX_DEPTH: number = 1000;

const USUAL_ID = /^[A-Za-z0-9_.:-]{1,64}$/;

/** What a family says of one model input. */
export type ExplainModelInput = (
  modelInput: Readonly<Record<string, unknown>>,
) => readonly ModelInputFinding[];

/** What records are checked against. */
export interface RecordRules {
  /** Says what is wrong with a model input; absent where the model's family is not known. */
  readonly explain?: ExplainModelInput | undefined;
  readonly quotas: Quotas;
  /** Whether excerpts of the records go into diagnostics. */
  readonly excerpts: boolean;
}

/** What a checked line turned out to be. */
export interface CheckedLine {
  /** False for a blank line. */
  readonly isRecord: boolean;
  readonly recordId?: string | undefined;
  /** Span of the recordId's value in the line, for whoever finds it used twice. */
  readonly idSpan?: Span | undefined;
}

const BLANK: CheckedLine = Object.freeze({ isRecord: false });
const NO_ID: CheckedLine = Object.freeze({ isRecord: true });
const WHOLE: Span = Object.freeze({ start: 0, end: 1 });

/**
 * Checks one line at a time and explains what it finds: JSON.parse, zod and rules.
 *
 * Memory: one parsed record.
 */
export class RecordValidator {
  readonly #rules: RecordRules;
  readonly #collector: DiagnosticCollector;

  constructor(rules: RecordRules, collector: DiagnosticCollector) {
    this.#rules = rules;
    this.#collector = collector;
  }

  /** Checks one line, its newline left out. */
  check(line: Uint8Array, place: LinePlace): CheckedLine {
    if (isBlank(line)) {
      this.report('JSONL_BLANK_LINE', { line, place, span: WHOLE, args: {} });
      return BLANK;
    }
    const spot = { line, place };
    const parsed = this.#parse(spot);
    if (parsed === undefined) return NO_ID;
    this.#checkSize(spot);
    if (!isObject(parsed.value)) {
      this.report('RECORD_NOT_OBJECT', {
        ...spot,
        span: WHOLE,
        args: { received: describeValue(parsed.value) },
      });
      return NO_ID;
    }
    const depth = depthOf(parsed.value, MAX_DEPTH);
    if (depth > MAX_DEPTH) {
      this.report('JSONL_TOO_DEEP', {
        ...spot,
        span: WHOLE,
        args: { limit: MAX_DEPTH, actual: depth },
      });
      return NO_ID;
    }
    const checked = this.#checkId(parsed.value, spot);
    this.#checkKeys(parsed.value, { ...spot, recordId: checked.recordId });
    this.#checkModelInput(parsed.value, { ...spot, recordId: checked.recordId });
    return checked;
  }

  /** Counts a diagnostic, and makes it where it is kept. */
  report<Code extends DiagnosticCode>(code: Code, found: Found<Code>): void {
    this.#collector.addLazily(code, () => this.#diagnose(code, found));
  }

  #diagnose<Code extends DiagnosticCode>(code: Code, found: Found<Code>): Diagnostic<Code> {
    const span = found.span ?? spanOf(found.line, found.path ?? []);
    return diagnose(code, {
      location: locateSpan(found.place, found.line, { ...found, span }),
      args: found.args,
      related: found.related,
      excerpt: this.#rules.excerpts ? excerptOf(found.line, span) : undefined,
    });
  }

  #parse(spot: Spot): { readonly value: unknown } | undefined {
    const { line } = spot;
    const bad = firstNonUtf8(line);
    if (bad !== -1) {
      const span = { start: bad, end: bad + 1 };
      this.report('JSONL_NOT_UTF8', { ...spot, span, args: { byte: line[bad] ?? 0 } });
      return undefined;
    }
    try {
      return { value: JSON.parse(decode(line)) };
    } catch {
      this.#reportSyntax(spot);
      return undefined;
    }
  }

  #reportSyntax(spot: Spot): void {
    const fault = findSyntaxFault(spot.line);
    if (fault === undefined)
      throw new Error('JSON.parse refused what the scanner takes: this is a bug');
    const span = { start: fault.offset, end: fault.offset + 1 };
    const { expected, received } = fault;
    this.report('JSONL_SYNTAX', { ...spot, span, args: { expected, received } });
  }

  #checkSize(spot: Spot): void {
    const limit = this.#rules.quotas.recordBytes;
    if (spot.line.length <= limit) return;
    this.report('QUOTA_RECORD_BYTES', {
      ...spot,
      span: WHOLE,
      args: { limit, actual: spot.line.length },
    });
  }

  #checkId(record: Readonly<Record<string, unknown>>, spot: Spot): CheckedLine {
    const recordId = Object.hasOwn(record, 'recordId') ? record['recordId'] : undefined;
    if (recordId === undefined) {
      this.report('RECORD_ID_MISSING', { ...spot, span: WHOLE, args: {} });
      return NO_ID;
    }
    if (typeof recordId !== 'string') {
      this.report('RECORD_ID_TYPE', {
        ...spot,
        path: ['recordId'],
        args: { received: describeValue(recordId) },
      });
      return NO_ID;
    }
    if (!USUAL_ID.test(recordId)) {
      this.report('RECORD_ID_UNUSUAL', {
        ...spot,
        recordId,
        path: ['recordId'],
        args: { recordId },
      });
    }
    return { isRecord: true, recordId };
  }

  #checkKeys(record: Readonly<Record<string, unknown>>, spot: Spot): void {
    for (const key of Object.keys(record)) {
      if (key === 'recordId' || key === 'modelInput') continue;
      this.report('RECORD_UNKNOWN_KEY', { ...spot, path: [key], args: { key } });
    }
  }

  #checkModelInput(record: Readonly<Record<string, unknown>>, spot: Spot): void {
    if (!Object.hasOwn(record, 'modelInput')) {
      this.report('RECORD_MODEL_INPUT_MISSING', { ...spot, span: WHOLE, args: {} });
      return;
    }
    const modelInput = record['modelInput'];
    if (!isObject(modelInput)) {
      const args = { received: describeValue(modelInput) };
      this.report('RECORD_MODEL_INPUT_TYPE', { ...spot, path: ['modelInput'], args });
      return;
    }
    for (const finding of this.#rules.explain?.(modelInput) ?? []) {
      this.report(finding.code, {
        ...spot,
        path: ['modelInput', ...finding.path],
        args: finding.args,
      });
    }
  }
}

/** A line and whatever is known of where it stands. */
interface Spot {
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

/** The span of the value at a path, or of the nearest value around it that is there. */
function spanOf(line: Uint8Array, path: readonly PathStep[]): Span {
  for (let steps = path.length; steps > 0; steps -= 1) {
    const span = locatePath(line, path.slice(0, steps));
    if (span !== undefined) return span;
  }
  return WHOLE;
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** ASCII lines stay strings of one byte a unit, which halves the cost of parsing them. */
function decode(line: Uint8Array): string {
  const buffer = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  return buffer.toString(isAscii(line) ? 'latin1' : 'utf8');
}
