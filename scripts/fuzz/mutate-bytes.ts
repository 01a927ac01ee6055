import { type Draw, pick, span } from './draw.ts';

const NEWLINE = 10;
/** Bytes that mean something to JSON, to UTF-8, or to a terminal. */
const BYTES = [
  ...[0x00, 0x01, 0x08, 0x09, 0x0d, 0x1b, 0x1f, 0x20, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x5d, 0x7b],
  ...[0x7d, 0x7f, 0x80, 0x85, 0x9b, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0],
  ...[0xf4, 0xf5, 0xf8, 0xfe, 0xff],
];

/** Sequences that UTF-8 has, that it has not, and that look like something else. */
const SEQUENCES = [
  ...['c080', 'c1bf', 'e08080', 'eda080', 'edbfbf', 'eda0bdedb880', 'f0808080', 'f48fbfbf'],
  ...[
    'f4908080',
    'f7bfbfbf',
    'fe',
    'efbbbf',
    'efbfbf',
    'e280a8',
    'e280a9',
    'e280ae',
    'c285',
    'c2a0',
  ],
  ...['e2', 'e280', 'f09f', 'f09f98', '80', 'bfbf', 'fffe', '0000', 'c3a9', 'e697a5', 'f09f9880'],
].map((hex) => Buffer.from(hex, 'hex'));

type Mutation = (line: Buffer, draw: Draw) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  (line, draw) => put(line, draw, Buffer.of(pick(BYTES, draw))),
  (line, draw) => put(line, draw, pick(SEQUENCES, draw)),
  (line, draw) => put(line, draw, pick(SEQUENCES, draw)),
  flipBit,
  flipMany,
  (line, draw) => {
    const [from, to] = span(line.length, draw);
    return Buffer.concat([line.subarray(0, to), line.subarray(from)]);
  },
  (line, draw) => {
    const from = draw(line.length + 1);
    return Buffer.concat([line.subarray(0, from), line.subarray(from + 1 + draw(4))]);
  },
  (line, draw) => line.subarray(0, draw(line.length + 1)),
  (line, draw) => line.subarray(draw(line.length + 1)),
];

/** A line of bytes with one thing in it changed; it stays one line. */
export function mutateBytes(line: Buffer, draw: Draw): Buffer {
  return withoutNewlines(pick(MUTATIONS, draw)(line, draw));
}

/** The beginning of one line and the end of another one. */
export function splice(line: Buffer, other: Buffer, draw: Draw): Buffer {
  const joined = [line.subarray(0, draw(line.length + 1)), other.subarray(draw(other.length + 1))];
  return Buffer.concat(joined);
}

/** Puts bytes in, over others or between them. */
function put(line: Buffer, draw: Draw, bytes: Buffer): Buffer {
  const at = draw(line.length + 1);
  const behind = line.subarray(draw(2) === 0 ? at : at + bytes.length);
  return Buffer.concat([line.subarray(0, at), bytes, behind]);
}

function flipBit(line: Buffer, draw: Draw): Buffer {
  const changed = Buffer.from(line);
  const at = draw(line.length);
  if (at < line.length) changed[at] = (changed[at] ?? 0) ^ (1 << draw(8));
  return changed;
}

function flipMany(line: Buffer, draw: Draw): Buffer {
  const changed = Buffer.from(line);
  const every = 1 + draw(60);
  for (let at = draw(every); at < changed.length; at += 1 + draw(every)) changed[at] = draw(256);
  return changed;
}

/** A newline would make two lines of one, which is tried where lines are joined. */
export function withoutNewlines(line: Buffer): Buffer {
  if (!line.includes(NEWLINE)) return line;
  return Buffer.from(line.map((byte) => (byte === NEWLINE ? 0x20 : byte)));
}
