import { withoutNewline } from '../../engine/index.ts';
import type { ModelFamily } from '../../models/index.ts';
import { keepTexts } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { readOutputLine } from '../outputs/output-line.ts';

/**
 * Reads the line that a record has which was asked on demand; undefined for the last one of a process that was killed while it wrote.
 *
 * @param family Of the model that was asked, where it is known.
 */
export function readAnswer(line: Uint8Array, family: ModelFamily | undefined): Outcome | undefined {
  const read = readOutputLine(withoutNewline(line), family);
  if (read.kind !== 'read') return undefined;
  const { recordId, outputText } = read;
  const { isUnjudged: _unjudged, ...said } = read.outcome;
  return keepTexts(Object.freeze({ recordId, ...said }), { output: outputText });
}
