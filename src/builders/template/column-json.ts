import { quote } from '../../core/index.ts';
import { decimalText } from '../row-digests/decimal-text.ts';

/** JSON that stands in a column, or what does instead. */
export type ColumnJson = { readonly value: unknown } | { readonly flaw: string };

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const WHOLE = /^-?\d+$/;

/**
 * Reads the text of a column as JSON.
 *
 * A number that would be another one afterwards is refused: a whole one of more digits than a double holds, such as an id, and one
 * that becomes infinite.
 *
 * @param text What a row says of the column; null is JSON's null.
 */
export function readColumnJson(text: string | null): ColumnJson {
  if (text === null) return { value: null };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { flaw: text.trim() === '' ? 'nothing' : `text that is no JSON, ${quote(text, 40)},` };
  }
  const lost = lostNumber(text);
  return lost === undefined
    ? { value }
    : { flaw: `the number ${quote(lost, 40)}, which JavaScript cannot hold,` };
}

function lostNumber(json: string): string | undefined {
  for (const [token] of json.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"')) continue;
    const number = Number(token);
    if (!Number.isFinite(number)) return token;
    if (Number.isSafeInteger(number) || !WHOLE.test(token)) continue;
    if (decimalText(String(number)) !== decimalText(token)) return token;
  }
  return undefined;
}
