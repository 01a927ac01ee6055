import type { SimdExports } from '../wasm/simd-module.ts';
import type { AcceptedNode, AcceptedShape } from './accepted-shape.ts';

type NodeOf<Kind extends AcceptedNode['kind']> = Extract<AcceptedNode, { readonly kind: Kind }>;

/** Numbers of the rows, as `assembly/accept.ts` names them. */
const ROW = {
  free: 0,
  text: 1,
  base64: 2,
  number: 3,
  literal: 4,
  list: 5,
  tuple: 6,
  members: 7,
  map: 8,
  either: 9,
  byKey: 10,
  id: 11,
  marked: 12,
  uri: 13,
  name: 14,
} as const;

const TRUE = 1;
const FALSE = 2;
const NULL = 4;
/** Texts that are refused, as `assembly/texts.ts` numbers them. */
const REFUSED_TEXT = { blank: 1, blankEnd: 2 } as const;
const UNBOUNDED = 0xffff_ffff;
/** Slots are bytes, and the keys that were seen are bits of one word of 64. */
const MOST_MEMBERS = 64;
const MOST_OPTIONS = 255;
const SLOTS = 1024;
/** First bytes that a beginning of base64 may ask for. */
const MOST_FIRST_BYTES = 12;

/** Keys that mean something to JavaScript; who has them is looked at closer. */
const REFUSED = ['__proto__', 'constructor', 'prototype'];

/**
 * Keys of texts that somebody reads: nothing depends on what such a text says, as far as its row takes it. The texts of other keys are
 * names, by which one part of a record may mean another.
 */
const OF_TEXT = ['content', 'inputText', 'prompt', 'system', 'text', 'value'];

/** A shape that the table has no room for. The plain engine then looks at every line. */
export class ShapeTooLarge extends Error {}

/** Writes the table of a shape into the engine's memory. */
export class ShapeTable {
  readonly #engine: SimdExports;
  #view: DataView;
  #bytes: Uint8Array;
  readonly #limit: number;
  readonly #symbols = new Map<string, number>();
  readonly #rows = new Map<number, number>();
  #nodes: readonly AcceptedNode[] = [];
  #top: number;

  constructor(engine: SimdExports, from: number, to: number) {
    this.#engine = engine;
    this.#view = new DataView(engine.memory.buffer);
    this.#bytes = new Uint8Array(engine.memory.buffer);
    this.#top = from;
    this.#limit = to;
    for (const key of REFUSED) this.#symbol(key);
    engine.refuseSymbols();
    for (const key of OF_TEXT) this.#symbol(key);
    engine.endTextSymbols();
  }

  /** Writes a shape and gives the address of its root's row. */
  write({ nodes }: AcceptedShape): number {
    // the memory may have grown since
    const { buffer } = this.#engine.memory;
    this.#view = new DataView(buffer);
    this.#bytes = new Uint8Array(buffer);
    this.#nodes = nodes;
    this.#rows.clear();
    return this.#row(0);
  }

  /** The address of a node's row, which is written where it is named first. */
  #row(index: number): number {
    const known = this.#rows.get(index);
    if (known !== undefined) return known;
    const node = this.#nodes[index];
    if (node === undefined) throw new TypeError(`The shape has no node ${index}`);
    switch (node.kind) {
      case 'object':
        return this.#members(index, node);
      case 'byKey':
        return this.#byKey(index, node);
      case 'array':
        return this.#list(index, node);
      case 'tuple':
        return this.#tuple(index, node);
      case 'record': {
        const row = this.#reserve(index, 2);
        return this.#fill(row, [ROW.map, this.#row(node.value)]);
      }
      case 'marked': {
        const row = this.#reserve(index, 2);
        return this.#fill(row, [ROW.marked, this.#row(node.node)]);
      }
      case 'union':
        return this.#either(index, node.options);
      case 'nullable':
        return this.#either(index, [node.node], [this.#words(NULL)]);
      default:
        return this.#leaf(index, node);
    }
  }

  #leaf(index: number, node: AcceptedNode): number {
    switch (node.kind) {
      case 'string':
        return this.#text(index, node);
      case 'number':
        return this.#known(index, this.#number(node));
      case 'literal':
        return this.#literal(index, node);
      case 'null':
        return this.#known(index, this.#words(NULL));
      case 'boolean':
        return this.#known(index, this.#words(TRUE | FALSE));
      case 'base64':
        return this.#base64(index, node);
      case 'recordId':
        return this.#fill(this.#reserve(index, 1), [ROW.id]);
      case 'uri':
        return this.#fill(this.#reserve(index, 1), [ROW.uri]);
      case 'name': {
        const refused = node.refuses?.charCodeAt(0) ?? 0;
        return this.#fill(this.#reserve(index, 3), [ROW.name, node.max, refused]);
      }
      default:
        return this.#fill(this.#reserve(index, 1), [ROW.free]);
    }
  }

  #text(index: number, { min, max, refuses }: NodeOf<'string'>): number {
    const refused = refuses === undefined ? 0 : REFUSED_TEXT[refuses];
    return this.#fill(this.#reserve(index, 4), [ROW.text, word(min), word(max), refused]);
  }

  #base64(index: number, { begins = [] }: NodeOf<'base64'>): number {
    const beginnings = begins.flatMap(beginningWords);
    const row = this.#reserve(index, 3 + beginnings.length);
    return this.#fill(row, [ROW.base64, UNBOUNDED, begins.length, ...beginnings]);
  }

  #number({ int, min, max }: Omit<NodeOf<'number'>, 'kind'>): number {
    const row = this.#allocate(6);
    this.#fill(row, [ROW.number, int ? 1 : 0]);
    this.#view.setFloat64(row + 8, min, true);
    this.#view.setFloat64(row + 16, max, true);
    return row;
  }

  #words(words: number): number {
    return this.#fill(this.#allocate(3), [ROW.literal, words, 0]);
  }

  #literal(index: number, { values }: NodeOf<'literal'>): number {
    const texts = values.filter((value) => typeof value === 'string');
    const numbers = values.filter((value) => typeof value === 'number');
    const words =
      (values.includes(true) ? TRUE : 0) |
      (values.includes(false) ? FALSE : 0) |
      (values.includes(null) ? NULL : 0);
    const others = this.#fill(this.#allocate(3 + texts.length), [
      ROW.literal,
      words,
      texts.length,
      ...texts.map((text) => this.#symbol(text)),
    ]);
    if (numbers.length === 0) return this.#known(index, others);
    const rows = numbers.map((value) => this.#number({ int: false, min: value, max: value }));
    return this.#either(index, [], [others, ...rows]);
  }

  #list(index: number, { element, last = element, min, max }: NodeOf<'array'>): number {
    const row = this.#reserve(index, 5);
    const rows = [this.#row(element), this.#row(last)];
    return this.#fill(row, [ROW.list, word(min), word(max), ...rows]);
  }

  #tuple(index: number, { items, required, rest, last }: NodeOf<'tuple'>): number {
    const row = this.#reserve(index, 5 + items.length);
    const rows = [
      this.#rowOrNone(rest),
      this.#rowOrNone(last),
      ...items.map((item) => this.#row(item)),
    ];
    return this.#fill(row, [ROW.tuple, required, items.length, ...rows]);
  }

  #rowOrNone(index: number | undefined): number {
    return index === undefined ? 0 : this.#row(index);
  }

  #members(index: number, { members, otherKeys }: NodeOf<'object'>): number {
    if (members.length > MOST_MEMBERS) throw new ShapeTooLarge(`${members.length} keys`);
    const row = this.#reserve(index, 5 + members.length);
    const slots = this.#slots(members.map(({ key }) => [key]));
    const required = members.reduce(
      (bits, member, at) => (member.required ? bits | (1n << BigInt(at)) : bits),
      0n,
    );
    this.#fill(row, [ROW.members, otherKeys === 'refused' ? 1 : 0]);
    this.#view.setBigUint64(row + 8, required, true);
    this.#fill(row + 16, [slots, ...members.map(({ node }) => this.#row(node))]);
    return row;
  }

  #byKey(index: number, { key, options }: NodeOf<'byKey'>): number {
    if (options.length > MOST_OPTIONS) throw new ShapeTooLarge(`${options.length} options`);
    const row = this.#reserve(index, 3 + options.length);
    const slots = this.#slots(
      options.map(({ values }) => values.filter((value) => typeof value === 'string')),
    );
    const rows = options.map(({ node }) => this.#row(node));
    return this.#fill(row, [ROW.byKey, this.#symbol(key), slots, ...rows]);
  }

  #either(index: number, options: readonly number[], more: readonly number[] = []): number {
    const row = this.#reserve(index, 2 + options.length + more.length);
    const rows = [...more, ...options.map((option) => this.#row(option))];
    return this.#fill(row, [ROW.either, rows.length, ...rows]);
  }

  /** One byte a symbol: the number, from 1, of the texts it is among. */
  #slots(texts: readonly (readonly string[])[]): number {
    const slots = this.#allocate(SLOTS / 4);
    for (const [at, among] of texts.entries()) {
      for (const text of among) this.#bytes[slots + this.#symbol(text)] = at + 1;
    }
    return slots;
  }

  #symbol(text: string): number {
    const known = this.#symbols.get(text);
    if (known !== undefined) return known;
    const name = new TextEncoder().encode(text);
    const start = this.#allocate(Math.ceil(name.length / 4));
    this.#bytes.set(name, start);
    const symbol = this.#engine.addSymbol(start, name.length);
    if (symbol === 0) throw new ShapeTooLarge('more texts than there are symbols');
    this.#symbols.set(text, symbol);
    return symbol;
  }

  #reserve(index: number, words: number): number {
    return this.#known(index, this.#allocate(words));
  }

  #known(index: number, row: number): number {
    this.#rows.set(index, row);
    return row;
  }

  #allocate(words: number): number {
    const start = Math.ceil(this.#top / 8) * 8;
    this.#top = start + words * 4;
    if (this.#top > this.#limit) throw new ShapeTooLarge('a larger table');
    return start;
  }

  #fill(row: number, words: readonly number[]): number {
    for (const [at, value] of words.entries()) this.#view.setUint32(row + at * 4, value, true);
    return row;
  }
}

/** A bound as 32 bits: lines are shorter than the largest. */
function word(bound: number): number {
  return Math.min(Math.max(Math.ceil(bound), 0), UNBOUNDED);
}

/** A beginning as rows have it: how many bytes, which of them matter, and what those are. */
function beginningWords(begin: string): readonly number[] {
  const bytes = begin.match(/../gu) ?? [];
  if (bytes.length > MOST_FIRST_BYTES)
    throw new ShapeTooLarge(`a beginning of ${bytes.length} bytes`);
  const row = Buffer.alloc(2 * MOST_FIRST_BYTES);
  for (const [at, digits] of bytes.entries()) {
    if (digits === '??') continue;
    row[at] = 0xff;
    row[MOST_FIRST_BYTES + at] = Number.parseInt(digits, 16);
  }
  return [
    bytes.length,
    ...Array.from({ length: row.length / 4 }, (_, at) => row.readUInt32LE(4 * at)),
  ];
}
