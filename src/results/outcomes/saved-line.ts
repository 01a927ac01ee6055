import { locatePath, type ValueSpan, withoutNewline } from '../../engine/index.ts';
import { keepTexts } from './kept-texts.ts';
import type { Outcome } from './outcome.ts';

const DECODER = new TextDecoder();

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
