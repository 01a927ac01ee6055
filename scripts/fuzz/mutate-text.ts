import { damaged } from '../../test/engine/support/json-texts.ts';
import { type Draw, pick } from './draw.ts';

const NUMBERS = [
  ...['-0', '00', '01', '-', '+1', '.5', '5.', '1e', '1e+', '1E+5', '0.1e-7', '1e400', '-1e-400'],
  ...['0x10', 'Infinity', '-Infinity', 'NaN', '1_000', '1,000', '１'],
  ...['9007199254740993', '123456789012345678901234567890', '0.1000000000000000055511151231257827'],
  ...['1.7976931348623157e309', '4.9e-324', '999999999999999', '9999999999999999', '1.0', '1.5e1'],
];

/** What may stand inside of a string, and what may not. */
const IN_STRINGS = [
  ...['\\u0000', '\\u001b[2J', '\\ud800', '\\udc00', '\\uD83D\\uDE00', '\\ude00\\ud83d', '\\u2028'],
  ...['\\u', '\\u00', '\\u00g0', '\\q', '\\/', '\\"', '\\\\', '\\', '\\\\\\', '\\b\\f\\n\\r\\t'],
  ...['\u0000', '\u0001', '\t', '\r', '\u001b]0;x\u0007', '\u001f', '\u007f', '\u0085', '\u009b'],
  ...[
    '\u00a0',
    '\u200b',
    '\u2028',
    '\u2029',
    '\u202e',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '😀',
    'é',
    '日',
  ],
  ...["'", '"', '"x":', '","', '"}', '"]'],
];

const KEYS = [
  ...['"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '""', '"recordId"'],
  ...['"modelInput"', '"record\\u0049d"', '"RecordId"', '"messages"', '"type"', '"\\u0000"'],
];

const TOKEN = /"(?:[^"\\]|\\.)*"?|[-+.\w]+|[[\]{},:]|\s+|./gsu;

/** A text with one thing in it changed, with an eye on what JSON is made of. */
export function mutateText(text: string, draw: Draw): string {
  return pick(MUTATIONS, draw)(text, draw);
}

type Mutation = (text: string, draw: Draw) => string;

const MUTATIONS: readonly Mutation[] = [
  damaged,
  (text, draw) => onTokens(text, draw, swapTwo),
  (text, draw) => onTokens(text, draw, doubleSome),
  (text, draw) => onTokens(text, draw, dropSome),
  (text, draw) => onTokens(text, draw, repeatOne),
  (text, draw) => onTokens(text, draw, moveSome),
  (text, draw) => replaceToken(text, draw, { like: /^[-\d]/, by: pick(NUMBERS, draw) }),
  (text, draw) => replaceToken(text, draw, { like: /^"/, by: pick(KEYS, draw) }),
  (text, draw) => replaceToken(text, draw, { like: /^(?:true|false|null)/, by: literal(draw) }),
  addMember,
  inString,
  deepen,
  (text, draw) => padString(text, draw, 130),
  (text, draw) => padString(text, draw, 4000),
  (text, draw) => text.slice(0, draw(text.length + 1)),
  (text, draw) => text.slice(draw(text.length + 1)),
  (text, draw) =>
    text + pick([' ', '\t', '\r', '\u0000', ',', 'x', '{}', '\ufeff', '\u2028'], draw),
  (text, draw) => pick([' ', '\t', '\r', '\u0000', '\ufeff', '\u00a0', '['], draw) + text,
  manyMembers,
  backslashes,
];

function literal(draw: Draw): string {
  return pick(['tru', 'True', 'nul', 'nulll', 'undefined', 'falsee', 'NULL', 'null', 'true'], draw);
}

function onTokens(text: string, draw: Draw, change: (tokens: string[], draw: Draw) => void) {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length === 0) return text;
  change(tokens, draw);
  return tokens.join('');
}

function swapTwo(tokens: string[], draw: Draw): void {
  const [one, other] = [draw(tokens.length), draw(tokens.length)];
  [tokens[one], tokens[other]] = [tokens[other] ?? '', tokens[one] ?? ''];
}

function doubleSome(tokens: string[], draw: Draw): void {
  const at = draw(tokens.length);
  tokens.splice(at, 0, ...tokens.slice(at, at + 1 + draw(12)));
}

function dropSome(tokens: string[], draw: Draw): void {
  tokens.splice(draw(tokens.length), 1 + draw(4));
}

function repeatOne(tokens: string[], draw: Draw): void {
  const at = draw(tokens.length);
  tokens[at] = (tokens[at] ?? '').repeat(1 + draw(draw(8) === 0 ? 300 : 4));
}

function moveSome(tokens: string[], draw: Draw): void {
  const moved = tokens.splice(draw(tokens.length), 1 + draw(8));
  tokens.splice(draw(tokens.length + 1), 0, ...moved);
}

function replaceToken(text: string, draw: Draw, { like, by }: { like: RegExp; by: string }) {
  return onTokens(text, draw, (tokens) => {
    const places = [...tokens.keys()].filter((at) => like.test(tokens[at] ?? ''));
    if (places.length > 0) tokens[pick(places, draw)] = by;
  });
}

/** A member more, at the beginning of an object or at its end; often one whose key is there already. */
function addMember(text: string, draw: Draw): string {
  const keys = text.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/g) ?? [];
  const key = draw(2) === 0 && keys.length > 0 ? pick(keys, draw) : pick(KEYS, draw);
  const member = `${key}:${pick(['1', '"x"', '{}', '[]', 'null', '{"__proto__":{"a":1}}'], draw)}`;
  const openings = [...text.matchAll(/\{/g)].map(({ index }) => index + 1);
  if (openings.length === 0) return text + member;
  const at = pick(openings, draw);
  return `${text.slice(0, at)}${member},${text.slice(at)}`;
}

function inString(text: string, draw: Draw): string {
  return onTokens(text, draw, (tokens) => {
    const places = [...tokens.keys()].filter((at) => tokens[at]?.startsWith('"'));
    if (places.length === 0) return;
    const at = pick(places, draw);
    const token = tokens[at] ?? '';
    const inner = 1 + draw(Math.max(1, token.length - 1));
    tokens[at] = token.slice(0, inner) + pick(IN_STRINGS, draw) + token.slice(inner);
  });
}

/** Brackets around a value: few, more than the engine follows, more than anybody should. */
function deepen(text: string, draw: Draw): string {
  const levels = pick([1, 2, 64, 126, 127, 128, 129, 130, 500, 999, 1000, 1001, 1500], draw);
  const [open, close] = pick(
    [
      ['[', ']'],
      ['{"k":', '}'],
      ['[{"a":', '}]'],
      ['[', ''],
      ['', ']'],
    ] as const,
    draw,
  );
  return onTokens(text, draw, (tokens) => {
    const at = draw(tokens.length);
    tokens[at] = open.repeat(levels) + tokens[at] + close.repeat(levels);
  });
}

/** A string so much longer that what stands behind it moves across the borders of the scanner's blocks. */
function padString(text: string, draw: Draw, most: number): string {
  const at = text.indexOf('"', draw(text.length + 1)) + 1;
  const filling = pick(['a', ' ', 'é', '日', '😀', '\\n', '\\u0041', '\\\\'], draw);
  return text.slice(0, at) + filling.repeat(draw(most)) + text.slice(at);
}

/** An object with about as many keys as the engine compares. */
function manyMembers(text: string, draw: Draw): string {
  const count = pick([62, 63, 64, 65, 66, 200], draw);
  const members = Array.from({ length: count }, (_, index) => `"k${index}":${index},`).join('');
  const at = text.indexOf('{', draw(text.length)) + 1;
  return text.slice(0, at) + members + text.slice(at);
}

/** Runs of backslashes, even and odd, at any distance from a border. */
function backslashes(text: string, draw: Draw): string {
  const at = text.indexOf('"', draw(text.length + 1)) + 1;
  const run = 'a'.repeat(draw(70)) + '\\'.repeat(draw(140)) + pick(['', '"', 'n', 'u0041'], draw);
  return text.slice(0, at) + run + text.slice(at);
}
