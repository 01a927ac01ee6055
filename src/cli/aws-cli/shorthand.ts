import { InvalidArgumentError } from 'commander';
import { type ApiShape, apiConstraints, nearestName, quote } from '../../core/index.ts';
import { FromFile, isFileUri } from './from-file.ts';

/** A structure or list as shorthand has them; a file that `@=` names is still to be read. */
export type ShorthandValue =
  | string
  | FromFile
  | readonly ShorthandValue[]
  | { readonly [member: string]: ShorthandValue };

/** What stands around a value: between brackets a `,` always ends it, and at the top it may be one of a list. */
type Around = 'top' | 'brackets';

const KEY = /[\w./:#-]*/y;
const SPACE = /\s*/y;
/** A word that begins a value: quotes and closing brackets end it, `\,` is a comma. */
const FIRST_WORD = /(?:\\,|[^\s"',=[\]{}])(?:\\,|[^"',\]}])*/y;
/** A word behind a comma: where a `=` ends it, it was the next key. */
const FURTHER_WORD = /(?:\\,|[^\s"',=[{])(?:\\,|[^"',=])*/y;
const QUOTED = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;

/**
 * Reads a structure in the shorthand syntax of the AWS CLI, such as `subnetIds=a,b,securityGroupIds=c`.
 *
 * A list of structures is one in brackets; on the command line each of them is a word of its own. The shape only says where
 * lists, structures and texts stand: bounds and patterns are for others to check.
 * Source: AWS CLI user guide, "Using shorthand syntax in the AWS CLI", and what AWS CLI 1.45 reads, both 2026-11-30.
 *
 * @throws {InvalidArgumentError} that says what is expected at which character, and what stands there.
 */
export function readShorthand(text: string, shapeName: string): ShorthandValue {
  return new ShorthandReader(text).whole(shapeOf(shapeName));
}

class ShorthandReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(shape: ApiShape): ShorthandValue {
    const value = this.#members(shape, 'top');
    if (this.#at < this.#text.length) throw this.#fault('"," or the end');
    return value;
  }

  /** `key=value,key=value`, up to the end or to what no comma follows. */
  #members(shape: ApiShape, around: Around): ShorthandValue {
    const members: Record<string, ShorthandValue> = {};
    do {
      this.#skip(SPACE);
      if (around === 'brackets' && this.#text[this.#at] === '}') break;
      this.#member(shape, members, around);
    } while (this.#takes(','));
    return members;
  }

  #member(shape: ApiShape, members: Record<string, ShorthandValue>, around: Around): void {
    const begin = this.#at;
    const key = this.#skip(KEY);
    this.#skip(SPACE);
    const next = this.#text[this.#at];
    const isNamed = key !== '' && (next === '=' || next === '@');
    const known = shape.type === 'structure' ? shape.members : {};
    if (isNamed && !Object.hasOwn(known, key)) throw unknownKey(key, begin, Object.keys(known));
    if (isNamed && Object.hasOwn(members, key))
      throw new InvalidArgumentError(`${key} stands twice, again at character ${begin + 1}`);
    if (key === '') throw this.#fault(`one of ${Object.keys(known).join(', ')}`);
    const isFile = this.#takes('@');
    if (!this.#takes('=')) throw this.#fault('"="');
    members[key] = this.#value(shapeOf(known[key] ?? ''), around, isFile);
  }

  #value(shape: ApiShape, around: Around, isFile: boolean): ShorthandValue {
    this.#skip(SPACE);
    const next = this.#text[this.#at];
    if (next === '[') return this.#list(shape, isFile);
    if (next === '{') return this.#structure(shape);
    if (shape.type === 'structure') throw this.#fault('a structure in { }');
    const first = leaf(this.#first(), isFile);
    if (shape.type !== 'list') return first;
    return around === 'top' ? [first, ...this.#further(isFile)] : [first];
  }

  #list(shape: ApiShape, isFile: boolean): ShorthandValue {
    if (shape.type !== 'list') throw this.#fault(`${nounOf(shape)}, and no list,`);
    const member = shapeOf(shape.member);
    const values: ShorthandValue[] = [];
    this.#takes('[');
    while (this.#text[this.#at] !== ']') {
      values.push(this.#value(member, 'brackets', isFile));
      if (!this.#takes(',')) break;
    }
    if (!this.#takes(']')) throw this.#fault('"," or "]"');
    return values;
  }

  #structure(shape: ApiShape): ShorthandValue {
    if (shape.type !== 'structure') throw this.#fault(`${nounOf(shape)}, and no structure,`);
    this.#takes('{');
    const members = this.#members(shape, 'brackets');
    if (!this.#takes('}')) throw this.#fault('"," or "}"');
    return members;
  }

  /** A text that may be empty. */
  #first(): string {
    const text = this.#quoted() ?? unescaped(this.#skip(FIRST_WORD));
    this.#skip(SPACE);
    return text;
  }

  /** The other texts of a list without brackets: what stands before a `=` is the next key. */
  #further(isFile: boolean): readonly ShorthandValue[] {
    const values: ShorthandValue[] = [];
    while (this.#text[this.#at] === ',') {
      const comma = this.#at;
      this.#takes(',');
      const isQuoted = /["']/.test(this.#text[this.#at] ?? '');
      const text = this.#quoted() ?? unescaped(this.#skip(FURTHER_WORD));
      this.#skip(SPACE);
      if (!isQuoted && this.#text[this.#at] === '=') {
        this.#at = comma;
        break;
      }
      if (!isQuoted && text === '') throw this.#fault('a value');
      values.push(leaf(text, isFile));
    }
    return values;
  }

  #quoted(): string | undefined {
    const quoteMark = this.#text[this.#at];
    if (quoteMark !== '"' && quoteMark !== "'") return undefined;
    const begin = this.#at;
    const text = this.#skip(QUOTED);
    if (text === '')
      throw new InvalidArgumentError(`The quote at character ${begin + 1} has no end`);
    return text.slice(1, -1).replaceAll(quoteMark === '"' ? /\\([\\"])/g : /\\([\\'])/g, '$1');
  }

  /** Steps over a character and the white space behind it, where it stands there. */
  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    this.#skip(SPACE);
    return true;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  #fault(expected: string): InvalidArgumentError {
    const rest = this.#text.slice(this.#at);
    const received = rest === '' ? 'the end' : quote(rest, 20);
    return new InvalidArgumentError(
      `${sentenceCase(expected)} is expected at character ${this.#at + 1}, not ${received}`,
    );
  }
}

function unknownKey(key: string, begin: number, known: readonly string[]): InvalidArgumentError {
  const nearest = nearestName(key, known);
  const suggestion = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return new InvalidArgumentError(
    `One of ${known.join(', ')} is expected at character ${begin + 1}, not ${quote(key)}${suggestion}`,
  );
}

function leaf(text: string, isFile: boolean): ShorthandValue {
  return isFile && isFileUri(text) ? new FromFile(text) : text;
}

function unescaped(word: string): string {
  return word.replaceAll('\\,', ',').trimEnd();
}

function shapeOf(name: string): ApiShape {
  return (apiConstraints as Readonly<Record<string, ApiShape>>)[name] ?? { type: 'string' };
}

function nounOf({ type }: ApiShape): string {
  if (type === 'structure' || type === 'list') return `a ${type}`;
  return 'a text';
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
