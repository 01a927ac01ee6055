import { type Diagnostic, InvalidOptionError, quote, shorten } from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import {
  parseTemplate,
  renderTemplate,
  requireColumns,
  type Template,
} from '../template/template.ts';
import { modelInputText } from './encode-record.ts';
import { HashCounts } from './hash-counts.ts';
import { notMapped, notWritten } from './row-mapper.ts';
import { templateFindings } from './template-findings.ts';

/** An id, or why there is none. */
export interface RecordId {
  /** Meaningless where a diagnostic is of severity error. */
  readonly recordId: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives each record its id, in the order of the rows. */
export interface RecordIds {
  /**
   * @throws {InvalidOptionError} `TEMPLATE_COLUMN_UNKNOWN` at a row of a table without a column of the template.
   */
  readonly next: (row: Row, modelInput: unknown) => RecordId;
}

const ROW_DIGITS = 8;
const NONE: readonly Diagnostic[] = [];

/**
 * Makes the ids of one dataset by a rule; each dataset needs its own.
 *
 * `row`: the number of the row, zero-padded to eight digits. `hash`: XXH3-64 of the model input's JSON in 16 hex digits, with
 * `-2` for the second equal one, `-3` for the third. Anything with `{{column}}` in it: that template.
 * Memory: constant; for `hash` 16 to 32 bytes per distinct model input, and half as much again while it grows.
 *
 * @param rule Default `row`.
 * @returns What gives the ids.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the rule would give every record the same id.
 *
 * @example Ids by content
 * ```ts
 * import { fromIterable, recordIds } from 'bedrock-batch/builders';
 *
 * const ids = await recordIds('hash');
 * for await (const rows of fromIterable([1, 1]).rows()) {
 *   const [first, second] = rows.map((row) => ids.next(row, { inputText: 'Hi' }).recordId);
 *   console.assert(second === `${first}-2`);
 * }
 * ```
 */
export async function recordIds(rule: string = 'row'): Promise<RecordIds> {
  if (rule === 'row')
    return { next: (row) => ({ recordId: rowId(row.number), diagnostics: NONE }) };
  if (rule === 'hash') return hashIds();
  const template = parseTemplate(rule, 'id');
  if (template.columns.length > 0) return templateIds(template);
  throw new InvalidOptionError(`The id ${quote(rule)} would be the same for every record`, {
    option: 'id',
    expected: 'row, hash, or a template such as {{sku}}',
    received: quote(rule),
    hint: `Write {{${shorten(rule)}}} where ${quote(rule)} is a column`,
  });
}

/** Gives the template among the rules: the only one that makes the id of a row of its columns alone. */
export function idTemplate(rule: string | undefined): string | undefined {
  return rule === 'row' || rule === 'hash' ? undefined : rule;
}

/** Gives the id that the record of a row would have had; empty where that is not known. */
export type LikelyId = (row: number, origin: Row | undefined) => string;

/** Makes what tells the ids of rows that became no record; of what a function makes none is known. */
export function likelyIds(rule: string = 'row'): LikelyId {
  if (rule === 'row') return rowId;
  if (rule === 'hash') return () => '';
  const template = parseTemplate(rule, 'id');
  return (_row, origin) => {
    const rendered = origin === undefined ? undefined : renderTemplate(template, origin);
    const isWhole = rendered?.missing.length === 0 && rendered.unplain.length === 0;
    return isWhole ? rendered.text : '';
  };
}

function rowId(number: number): string {
  return String(number).padStart(ROW_DIGITS, '0');
}

async function hashIds(): Promise<RecordIds> {
  const { createXXHash3 } = await import('hash-wasm');
  const hasher = await createXXHash3();
  const counts = new HashCounts();
  const next = (row: Row, modelInput: unknown): RecordId => {
    let text: string;
    try {
      text = modelInputText(modelInput);
    } catch (cause) {
      return { recordId: '', diagnostics: [notWritten(row, cause)] };
    }
    const digest = hasher.init().update(text).digest('binary');
    const words = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
    const seen = counts.add(words.getUint32(0), words.getUint32(4));
    const hash = Buffer.from(digest).toString('hex');
    return { recordId: seen === 1 ? hash : `${hash}-${seen}`, diagnostics: NONE };
  };
  return { next };
}

function templateIds(template: Template): RecordIds {
  const next = (row: Row): RecordId => {
    requireColumns(template, row, 'id');
    const rendered = renderTemplate(template, row);
    const { text: recordId, missing, unplain } = rendered;
    const isWhole = missing.length === 0 && unplain.length === 0;
    if (!isWhole || recordId.trim() !== '')
      return { recordId, diagnostics: templateFindings(rendered, row) };
    const reason = `its id ${quote(template.text)} is empty`;
    return { recordId, diagnostics: [notMapped(row, reason)] };
  };
  return { next };
}
