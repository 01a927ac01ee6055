import { locatePath, type ValueSpan, withoutNewline } from '../../engine/index.ts';
import { keepLine, keepTexts } from './kept-texts.ts';
import type { Outcome } from './outcome.ts';

/** How lines of saved outcomes are read where they cannot be written as they stand. */
export interface SavedLineReading {
  readonly read: (line: Uint8Array) => Outcome;
  /** Whether the rows are wanted that were saved with the outcomes. */
  readonly withRows: boolean;
}

const DECODER = new TextDecoder();

/** Reads an outcome from its line of JSON, which it is written as again. */
export function outcomeIn(line: string): Outcome {
  return keepLine(Object.freeze(JSON.parse(line) as Outcome), line);
}

/** Reads a line of saved outcomes that stays as it is. */
export function readWholeLine(line: Uint8Array): Outcome {
  return outcomeIn(textOf(line));
}

/** Reads a line of saved outcomes for a table that has no rows. */
export function readLineWithoutRow(line: Uint8Array): Outcome {
  const text = textOf(line);
  const { row: _row, ...outcome } = JSON.parse(text) as Outcome;
  return keepLine(Object.freeze(outcome), text);
}

function textOf(line: Uint8Array): string {
  return DECODER.decode(line).trimEnd();
}

/** Reads a line of saved outcomes; output and record are written again as they stand in it. */
export function readSavedLine(line: Uint8Array): Outcome {
  const json = withoutNewline(line);
  const outcome = JSON.parse(DECODER.decode(json)) as Outcome;
  const textAt = (span: ValueSpan | undefined) =>
    span === undefined ? undefined : DECODER.decode(json.subarray(span.start, span.end));
  const output = textAt(locatePath(json, ['output']));
  const record = textAt(locatePath(json, ['record']));
  return keepTexts(outcome, { output, record });
}
