import { decimalText } from './decimal-text.ts';
import { stringText, valueText } from './value-text.ts';

/** A number of JSON with more digits than any double keeps, or an exponent that none may have. */
const LONG_NUMBER = /(?:^|[\s:,[-])\d(?:[\d.]{15}|[\d.]*[eE][+-]?\d{3})/;

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Tells whether JSON may hold a number that `JSON.parse` rounds; some text in a string may look like one. */
export function hasLongNumber(json: string): boolean {
  return LONG_NUMBER.test(json);
}

/** Writes the value of JSON as {@link valueText} does, every number with all of its digits. */
export function exactValueText(json: string): string {
  const mark = unusedMark(JSON.stringify(JSON.parse(json)));
  const marked = json.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') ? token : `"${mark}${decimalText(token)}"`,
  );
  return valueText(JSON.parse(marked), (text) =>
    text.startsWith(mark) ? `n${text.slice(mark.length)};` : `s${stringText(text)}`,
  );
}

/** Finds letters that stand nowhere in a text. */
function unusedMark(text: string): string {
  let mark = 'n';
  while (text.includes(mark)) mark += 'n';
  return mark;
}
