import type { Draw } from './json-texts.ts';

/** Values that JSON allows and readers disagree on. */
const ODD_VALUES = [
  '"\\ud83d"',
  '"\\udc00 \\ud83d\\ude00"',
  '"a\\u0000"',
  '"a\u2028b\u2029"',
  '1e400',
  '[1,-12345678901234567890]',
  '[1,\r2]',
  '{"a":1,"\\u0061":2}',
];

/** A text of objects with an odd member, once or twice, in one of them. */
export function odd(text: string, draw: Draw): string {
  const places = [...text.matchAll(/\{(?=\s*")/g)].map(({ index }) => index + 1);
  const at = places[draw(places.length)];
  if (at === undefined) return text;
  const member = `"odd":${ODD_VALUES[draw(ODD_VALUES.length)]},`;
  return text.slice(0, at) + member.repeat(1 + draw(2)) + text.slice(at);
}
