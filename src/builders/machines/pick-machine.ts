import { pick } from 'stream-json/core/filters/pick.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import {
  type BedrockBatchError,
  InvalidOptionError,
  quote,
  SourceError,
} from '../../core/index.ts';
import { locatePath } from '../../engine/index.ts';
import { JsonRow } from '../rows/json-row.ts';
import { JsonDocument } from './json-document.ts';
import type { MachineOptions, RowMachine } from './row-machine.ts';
import { emptyError, rowTooLong } from './source-faults.ts';
import { TokenText } from './token-text.ts';

const BLANKS: readonly string[] = [' ', '\t', '\n', '\r'];

/** What {@link PickMachine} needs to know. */
export interface PickMachineOptions extends MachineOptions {
  /** Dotted path of the array in the document; absent where the document is the object whose members are rows. */
  readonly pick?: string | undefined;
  /** Column for the key of each row, where rows are the members of an object. */
  readonly keysAs?: string | undefined;
}

/**
 * Reads the elements of one array somewhere in a JSON document, or the members of one object, whatever the pieces it comes in.
 *
 * stream-json tells the tokens apart and picks those of the array; they are put together as JSON text again, numbers as they
 * stood. Memory: one piece, one element, and the longest string of the document.
 */
export class PickMachine implements RowMachine {
  readonly #options: PickMachineOptions;
  readonly #document: JsonDocument;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #parse = jsonParser({ packValues: true, streamValues: false });
  readonly #choose: ReturnType<typeof pick>;
  readonly #text: TokenText;
  #failure: BedrockBatchError | undefined;
  #rows: JsonRow[] = [];
  #rowNumber = 0;
  #isFound = false;
  /** Last character that was parsed. */
  #last = '';

  constructor(options: PickMachineOptions) {
    const steps = options.pick === undefined ? [] : stepsOf(options.pick);
    this.#options = options;
    this.#document = new JsonDocument({ name: options.name });
    this.#choose = pick({
      filter: (stack) => isPath(stack, steps),
      maxDepth: Number.POSITIVE_INFINITY,
    });
    this.#text = new TokenText((text, key) => this.#addRow(text, key));
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  push(bytes: Uint8Array): readonly JsonRow[] {
    this.#rows = [];
    this.#feed(this.#decoder.decode(this.#document.push(bytes)));
    if (this.#document.failure !== undefined) this.#endNumber();
    this.#checkLength();
    this.#failure ??= this.#document.failure;
    return this.#rows;
  }

  finish(): readonly JsonRow[] {
    if (this.#failure !== undefined) return [];
    this.#rows = [];
    this.#document.finish();
    if (this.#document.failure !== undefined) this.#endNumber();
    this.#checkLength();
    this.#failure ??= this.#document.failure;
    if (this.#failure !== undefined || this.#isFound) return this.#rows;
    this.#failEmpty();
    return [];
  }

  #failEmpty(): void {
    const { name, pick: path } = this.#options;
    if (path === undefined) {
      this.#fail('is no object, so its rows have no keys', 'Write {} for no rows');
      return;
    }
    const message = `${quote(name)} has nothing at the path ${quote(path)}`;
    const hint = 'Give the keys from the outermost object to the rows, with dots between them';
    this.#failure = emptyError(name, message, hint);
  }

  #feed(text: string): void {
    if (text === '') return;
    this.#last = text.slice(-1);
    const parsed = this.#parse(text);
    if (typeof parsed === 'object') for (const token of parsed.values) this.#filter(token);
  }

  /**
   * Ends the number that the parser may hold back before a fault: it gives one with white space behind it at once where both
   * are in one piece, else only at the next comma or bracket, and the rows must not depend on the pieces. A number without
   * anything behind it may be half of one, and is never given.
   */
  #endNumber(): void {
    if (!BLANKS.includes(this.#last)) return;
    try {
      this.#feed(',');
    } catch {
      // No value stands before the fault; the document's own fault is the one that is told.
    }
  }

  #filter(token: Token): void {
    const picked = this.#choose(token);
    if (typeof picked === 'symbol' || this.#failure !== undefined) return;
    for (const part of 'values' in picked ? picked.values : [picked]) this.#take(part);
  }

  #take(token: Token): void {
    if (this.#text.isOpen) this.#text.add(token);
    else if (this.#isFound) this.#fail('stands twice in the document', 'Keep one of the two');
    else if (token.name !== (this.#options.keysAs === undefined ? 'startArray' : 'startObject'))
      this.#failOther(token);
    else this.#text.add(token);
    this.#isFound = true;
  }

  #failOther({ name }: Token): void {
    if (this.#options.keysAs !== undefined) {
      const isArray = name === 'startArray';
      const hint = isArray ? 'Leave out --keys-as' : 'Name the object whose members are rows';
      this.#fail(`is ${isArray ? 'an array' : 'no object'}, so its rows have no keys`, hint);
    } else if (name === 'startObject')
      this.#fail(
        'is an object, and rows are the elements of an array',
        'Name an array inside of it; where each of its members is a row, give --keys-as id',
      );
    else this.#fail('is no array, so it has no rows', 'Name the array itself');
  }

  #addRow(value: string, key: string): void {
    if (this.#failure !== undefined) return;
    const text = this.#withKey(value, key);
    if (text === undefined) return;
    const bytes = Buffer.from(text);
    if (bytes.length > this.#options.maxRowBytes) {
      this.#failTooLong();
      return;
    }
    this.#rowNumber += 1;
    this.#rows.push(new JsonRow(bytes, { source: this.#options.name, number: this.#rowNumber }));
  }

  /** Puts the key of a member before its columns. */
  #withKey(text: string, key: string): string | undefined {
    const { name: source, keysAs } = this.#options;
    if (keysAs === undefined) return text;
    const row = this.#rowNumber + 1;
    const subject = `Row ${row} of ${quote(source)}, ${quote(key, 60)},`;
    if (!text.startsWith('{')) {
      this.#failure = new SourceError('SOURCE_ROW', `${subject} is no object`, {
        source,
        row,
        hint: 'Give --pick the path of an object whose members are objects',
      });
      return undefined;
    }
    if (locatePath(Buffer.from(text), [keysAs]) !== undefined) {
      this.#failure = new SourceError(
        'SOURCE_ROW',
        `${subject} has a column ${quote(keysAs)} already`,
        {
          source,
          row,
          hint: 'Give --keys-as another name',
        },
      );
      return undefined;
    }
    const member = `{${JSON.stringify(keysAs)}:${JSON.stringify(key)}`;
    return text === '{}' ? `${member}}` : `${member},${text.slice(1)}`;
  }

  #checkLength(): void {
    if (this.#failure === undefined && this.#text.length > this.#options.maxRowBytes)
      this.#failTooLong();
  }

  #failTooLong(): void {
    const hint = 'Split the element; where it is meant to be so long, raise maxRowBytes';
    const row = this.#rowNumber + 1;
    this.#failure = rowTooLong(this.#options.name, { row, limit: this.#options.maxRowBytes, hint });
  }

  #fail(problem: string, hint: string): void {
    const { name: source, pick: path } = this.#options;
    const subject =
      path === undefined ? quote(source) : `The value at ${quote(path)} in ${quote(source)}`;
    this.#failure = new SourceError('SOURCE_SYNTAX', `${subject} ${problem}`, { source, hint });
  }
}

function stepsOf(path: string): readonly string[] {
  const steps = path.split('.');
  if (steps.every((step) => step !== '')) return steps;
  throw new InvalidOptionError(`The path ${quote(path)} has an empty step`, {
    option: 'pick',
    expected: 'keys with dots between them, such as data.items',
    received: quote(path),
    hint: 'Leave out --pick where the document itself is the array',
  });
}

function isPath(stack: readonly (string | number | null)[], steps: readonly string[]): boolean {
  return (
    stack.length === steps.length && steps.every((step, index) => String(stack[index]) === step)
  );
}
