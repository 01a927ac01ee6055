import { isObject, OPEN_OBJECT } from '../../core/index.ts';
import { JsonWriter } from '../../engine/index.ts';
import { formatOutcome, memberText } from './format-outcome.ts';
import { lineOf, type OutcomeTexts, textsOf } from './kept-texts.ts';
import type { Outcome } from './outcome.ts';

const MOST_BYTES = 1 << 18;
const NO_TEXTS: OutcomeTexts = {};
const ASCII = /^[\x20-\x7e]*$/;
const NO_ASCII = /[^\x20-\x7f]/g;
/** Whoever makes outcomes by hand may give them any keys. */
const MOST_KEYS = 64;

/**
 * Writes outcomes as lines of JSON, as `formatOutcome` does, but into bytes: what stands as bytes somewhere is copied. In texts U+0085, U+2028 and
 * U+2029 become escapes.
 *
 * Memory: 1 MiB, or up to twice the longest line.
 */
export class OutcomeLines {
  readonly #writer: JsonWriter | undefined = JsonWriter.create();
  /** Lines where no writer can be made. */
  #text = '';

  /** Whether it is time to take the lines. */
  get isFull(): boolean {
    return (this.#writer?.length ?? this.#text.length) >= MOST_BYTES;
  }

  add(outcome: Outcome): void {
    if (this.#writer === undefined) this.#text += `${formatOutcome(outcome)}\n`;
    else writeLine(outcome, this.#writer);
  }

  /** Gives the lines that were added since it was last asked, until the next one is added. */
  take(): Uint8Array {
    if (this.#writer !== undefined) return this.#writer.take();
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    return bytes;
  }

  /** Gives the rest. */
  finish(): Uint8Array {
    return this.take();
  }
}

function writeLine(outcome: Outcome, writer: JsonWriter): void {
  const line = lineOf(outcome);
  if (line === undefined) writeMembers(outcome, writer);
  else writer.bytes(Buffer.from(line));
  writer.newline();
}

function writeMembers(outcome: Outcome, writer: JsonWriter): void {
  const { output, outputBytes, record, row } = textsOf(outcome) ?? NO_TEXTS;
  const start = writer.length;
  for (const name of Object.keys(outcome) as (keyof Outcome)[]) {
    if (name === 'output' && output !== undefined) continue;
    if (name === 'record' && record !== undefined) continue;
    writeMember(name, outcome[name], writer);
  }
  if (row !== undefined) writeBytes('row', row.text, writer);
  if (output !== undefined) writeBytes('output', outputBytes ?? Buffer.from(output), writer);
  if (record !== undefined) writeBytes('record', Buffer.from(record), writer);
  // a comma stands before each
  if (writer.length === start) writer.raw('{');
  else writer.patch(start, OPEN_OBJECT);
  writer.raw('}');
}

function writeMember(name: keyof Outcome, value: unknown, writer: JsonWriter): void {
  if (typeof value === 'string') {
    writer.raw(keyText(name));
    writer.string(value);
    return;
  }
  const counts = name === 'usage' ? countsText(value) : undefined;
  const json = counts ?? memberText(name, value);
  if (json === undefined) return;
  if (counts !== undefined || ASCII.test(json)) writer.raw(keyText(name) + json);
  else writeBytes(name, Buffer.from(json), writer);
}

function writeBytes(name: keyof Outcome, json: Uint8Array, writer: JsonWriter): void {
  writer.raw(keyText(name));
  writer.bytes(json);
}

/** JSON of plain counts, such as tokens; undefined for anything else. */
function countsText(value: unknown): string | undefined {
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  let members = '';
  for (const name of Object.keys(value)) {
    const count = value[name];
    if (!Number.isSafeInteger(count)) return undefined;
    members += keyText(name) + String(count);
  }
  return `{${members.slice(1)}}`;
}

const keys = new Map<string, string>();

/** The comma, the key and its colon, in ASCII: of the few that outcomes have, made once. */
function keyText(name: string): string {
  const made = keys.get(name);
  if (made !== undefined) return made;
  const text = `,${JSON.stringify(name).replaceAll(NO_ASCII, escaped)}:`;
  if (keys.size < MOST_KEYS) keys.set(name, text);
  return text;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
