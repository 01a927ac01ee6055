import { quote } from '../../core/index.ts';
import * as state from './json-states.ts';

/** What is wrong in a JSON text, and where. */
export interface SyntaxFault {
  /** 0-based offset, from the first byte pushed, of what stands there; the number of bytes where the text ends too early. */
  readonly offset: number;
  /** What could stand there: `"," or "]"`. */
  readonly expected: string;
  /** What stands there: `"}"`, `a line break`, `the end of the line`. */
  readonly received: string;
}

/** What the expected text depends on besides the state. */
export interface FaultContext {
  readonly isInArray: boolean;
  readonly depth: number;
  /** The literal that was begun. */
  readonly literal: string;
  /** What the end of the text is called. */
  readonly end: string;
}

const EXPECTED: ReadonlyMap<number, string> = new Map([
  [state.VALUE, 'a value'],
  [state.FIRST_VALUE, 'a value or "]"'],
  [state.KEY, 'a key in double quotes'],
  [state.FIRST_KEY, 'a key in double quotes or "}"'],
  [state.COLON, '":"'],
  [state.STRING, 'a closing double quote'],
  [state.ESCAPE, 'one of " \\ / b f n r t u behind the backslash'],
  [state.HEX, 'four hexadecimal digits behind \\u'],
  [state.EXPONENT, 'the digits of an exponent'],
  [state.EXPONENT_SIGN, 'the digits of an exponent'],
]);

/** Says what could stand where a fault is. */
export function expectedText(at: number, context: FaultContext): string {
  if (at === state.LITERAL) return context.literal;
  if (at !== state.AFTER && !state.numberMayEnd(at)) return EXPECTED.get(at) ?? 'a digit';
  if (context.depth === 0) return context.end;
  return context.isInArray ? '"," or "]"' : '"," or "}"';
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', 'a line break'],
  ['\r', 'a carriage return'],
  ['\t', 'a tab'],
  ['\ufeff', 'a byte order mark'],
]);

/** Says what stands where a fault is. */
export function receivedText(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString('utf8');
  return NAMED.get(text) ?? quote(text);
}
