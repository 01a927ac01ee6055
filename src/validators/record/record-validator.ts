import {
  type DiagnosticCode,
  type DiagnosticCollector,
  describeValue,
  isObject,
  type StandardSchema,
} from '../../core/index.ts';
import { lineOf, type Verdicts, withoutNewline } from '../../engine/index.ts';
import type { ModelInputFinding } from '../../models/index.ts';
import type { Quotas } from '../../quotas/index.ts';
import { isBlankLine } from './blank-line.ts';
import type { RecordWatcher } from './checked-record.ts';
import { type Found, LineReporter, type Spot, WHOLE_LINE } from './line-reporter.ts';
import { MAX_DEPTH } from './max-depth.ts';
import { OwnSchema, type OwnSchemaFinding } from './own-schema.ts';
import { type ParsedLine, parseLine } from './parse-line.ts';
import type { LinePlace, Span } from './place.ts';
import { RecordOddities } from './record-oddities.ts';

const USUAL_ID = /^[A-Za-z0-9_.:-]{1,64}$/;

/** What a family says of one model input. */
export type ExplainModelInput = (
  modelInput: Readonly<Record<string, unknown>>,
) => readonly ModelInputFinding[];

/** What records are checked against. */
export interface RecordRules {
  /** Says what is wrong with a model input; absent where the model's family is not known. */
  readonly explain?: ExplainModelInput | undefined;
  /** The user's own schema for model inputs. */
  readonly schema?: StandardSchema | undefined;
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

/** What is wrong with a line: all that was reported of it, and what its family says. */
export interface ExplainedLine {
  readonly codes: readonly DiagnosticCode[];
  /** Absent where there was no model input to look at. */
  readonly findings: readonly ModelInputFinding[] | undefined;
}

const BLANK: CheckedLine = Object.freeze({ isRecord: false });
const NO_ID: CheckedLine = Object.freeze({ isRecord: true });

/**
 * Checks one line at a time and explains what it finds: JSON.parse, zod and rules.
 *
 * Memory: one parsed record.
 */
export class RecordValidator {
  readonly #rules: RecordRules;
  readonly #reporter: LineReporter;
  readonly #oddities: RecordOddities;
  readonly #own: OwnSchema | undefined;
  readonly #watcher: RecordWatcher | undefined;
  #findings: readonly ModelInputFinding[] | undefined;
  #explained: ExplainedLine = { codes: [], findings: undefined };

  /** @param watcher Is shown each record whose model input was looked at. */
  constructor(rules: RecordRules, collector: DiagnosticCollector, watcher?: RecordWatcher) {
    this.#rules = rules;
    this.#watcher = watcher;
    this.#reporter = new LineReporter(collector, rules);
    this.#oddities = new RecordOddities(this.#reporter);
    this.#own = rules.schema === undefined ? undefined : new OwnSchema(rules.schema);
  }

  /** What is wrong with the line that was checked last. */
  get explained(): ExplainedLine {
    return this.#explained;
  }

  /** Checks one line, its newline left out. */
  check(line: Uint8Array, place: LinePlace): CheckedLine {
    let checked = BLANK;
    this.#findings = undefined;
    const codes = this.#reporter.codesOf(() => {
      checked = this.#checkLine(line, place);
    });
    this.#explained = { codes, findings: this.#findings };
    return checked;
  }

  #checkLine(line: Uint8Array, place: LinePlace): CheckedLine {
    const spot = { line, place };
    if (isBlankLine(line)) {
      this.report('JSONL_BLANK_LINE', { ...spot, span: WHOLE_LINE, args: {} });
      return BLANK;
    }
    const parsed = parseLine(line);
    if ('code' in parsed) {
      this.report(parsed.code, { ...spot, ...parsed });
      return NO_ID;
    }
    this.#checkSize(spot);
    return this.#checkRecord(parsed, spot);
  }

  /** Asks the user's own schema, if there is one, about an accepted line: nothing else is wrong with it. */
  checkAccepted(block: Verdicts, index: number, place: LinePlace): void {
    if (this.#own === undefined) return;
    const { recordId, modelInput } = this.#own.parse(block, index);
    const found = this.#own.findings(modelInput, place, recordId);
    if (found.length === 0) return;
    this.#reportAll(found, { line: withoutNewline(lineOf(block, index)), place, recordId });
  }

  #reportAll(found: readonly OwnSchemaFinding[], spot: Spot): void {
    for (const { path, args } of found)
      this.report('MODEL_INPUT_OWN_SCHEMA', { ...spot, path, args });
  }

  /** Counts a diagnostic, and makes it where it is kept. */
  report<Code extends DiagnosticCode>(code: Code, found: Found<Code>): void {
    this.#reporter.report(code, found);
  }

  #checkRecord({ text, value }: ParsedLine, spot: Spot): CheckedLine {
    if (!isObject(value)) {
      const args = { received: describeValue(value) };
      this.report('RECORD_NOT_OBJECT', { ...spot, span: WHOLE_LINE, args });
      return NO_ID;
    }
    const checked = this.#checkId(value, spot);
    const { line, place } = spot;
    const { recordId } = checked;
    const named = { line, place, recordId };
    const depth = this.#oddities.look({ line, place, recordId, text });
    if (depth > MAX_DEPTH) {
      const args = { limit: MAX_DEPTH, actual: depth };
      this.report('JSONL_TOO_DEEP', { ...named, span: WHOLE_LINE, args });
      return NO_ID;
    }
    this.#checkKeys(value, named);
    this.#checkModelInput(value, named);
    return checked;
  }

  #checkSize(spot: Spot): void {
    const limit = this.#rules.quotas.recordBytes;
    if (spot.line.length <= limit) return;
    this.report('QUOTA_RECORD_BYTES', {
      ...spot,
      span: WHOLE_LINE,
      args: { limit, actual: spot.line.length },
    });
  }

  #checkId(record: Readonly<Record<string, unknown>>, spot: Spot): CheckedLine {
    const recordId = Object.hasOwn(record, 'recordId') ? record['recordId'] : undefined;
    if (recordId === undefined) {
      this.report('RECORD_ID_MISSING', { ...spot, span: WHOLE_LINE, args: {} });
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
      this.#reporter.reportLazily('RECORD_UNKNOWN_KEY', () => {
        return { ...spot, path: [key], args: { key } };
      });
    }
  }

  #checkModelInput(record: Readonly<Record<string, unknown>>, spot: Spot): void {
    if (!Object.hasOwn(record, 'modelInput')) {
      this.report('RECORD_MODEL_INPUT_MISSING', { ...spot, span: WHOLE_LINE, args: {} });
      return;
    }
    const modelInput = record['modelInput'];
    if (!isObject(modelInput)) {
      const args = { received: describeValue(modelInput) };
      this.report('RECORD_MODEL_INPUT_TYPE', { ...spot, path: ['modelInput'], args });
      return;
    }
    const findings = this.#rules.explain?.(modelInput) ?? [];
    this.#findings = findings;
    const { line, place, recordId } = spot;
    this.#watcher?.add({ line, place, recordId, modelInput, findings }, this.#reporter);
    for (const finding of findings) {
      const { code, args } = finding;
      this.#reporter.reportLazily(code, () => {
        return { ...spot, path: ['modelInput', ...finding.path], args };
      });
    }
    const own = this.#own?.findings(modelInput, spot.place, spot.recordId);
    if (own !== undefined) this.#reportAll(own, spot);
  }
}
