import fc from 'fast-check';

const BLANKS = ['', '', '', '', ' ', '\t', '  '];

/** Draws numbers below a bound. */
export type Draw = (below: number) => number;

/** A generator of its own, so that one seed gives one text. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Writes a value as JSON in one of the many ways it can be written: blanks, escapes, numbers, the order of keys. */
export function jsonText(value: unknown, draw: Draw): string {
  const blank = () => BLANKS[draw(BLANKS.length)] ?? '';
  const around = (text: string) => blank() + text + blank();
  if (typeof value === 'string') return stringText(value, draw);
  if (typeof value === 'number') return numberText(value, draw);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((element) => around(jsonText(element, draw))).join(',') || blank()}]`;
  }
  const members = Object.entries(value).map(([key, member]) =>
    [
      around(draw(20) === 0 ? stringText(key, draw) : JSON.stringify(key)),
      around(jsonText(member, draw)),
    ].join(':'),
  );
  if (members.length > 1 && draw(3) === 0) members.reverse();
  return `{${members.join(',') || blank()}}`;
}

function stringText(text: string, draw: Draw): string {
  if (draw(4) !== 0) return JSON.stringify(text);
  let written = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    const isEscaped = draw(6) === 0;
    const code = text.charCodeAt(at).toString(16).padStart(4, '0');
    written += isEscaped ? `\\u${draw(2) === 0 ? code : code.toUpperCase()}` : plain(letter);
  }
  return `"${written}"`;
}

function plain(letter: string): string {
  return letter === '/' ? '\\/' : JSON.stringify(letter).slice(1, -1);
}

function numberText(value: number, draw: Draw): string {
  const text = JSON.stringify(value);
  if (draw(6) !== 0 || !/^-?\d+$/.test(text)) return text;
  return draw(2) === 0 ? `${text}.0` : `${text}e0`;
}

/** Pieces of text that make JSON wrong, or right but odd. */
const ODD = [
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '\\udc00',
  '\\u0000',
  '\\x',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '-',
  '01',
  '1.',
  '.5',
  '1e400',
  '12345678901234567890',
  'tru',
  'null',
  'NaN',
  '\r',
  '\u0000',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '"__proto__":1,',
  '"recordId":"again",',
  '"type":"text",',
  '//',
  "'",
];

/** A text with pieces cut out of it, put into it, or doubled. */
export function damaged(text: string, draw: Draw): string {
  let changed = text;
  for (let changes = 1 + draw(2); changes > 0; changes -= 1) {
    const at = draw(changed.length + 1);
    const to = Math.min(changed.length, at + draw(4));
    const odd = draw(3) === 0 ? changed.slice(at, to) : (ODD[draw(ODD.length)] ?? '');
    changed = changed.slice(0, at) + odd + changed.slice(draw(2) === 0 ? at : to);
  }
  return changed.replaceAll('\n', ' ');
}

export const seeds: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffff_ffff });
