import type { BatchRecord } from '../core/index.ts';

const ENCODER = new TextEncoder();

/**
 * Writes a record as one line of a shard: UTF-8, no white space, `recordId` first, a newline at the end. U+0085, U+2028 and
 * U+2029 become escapes, so that no reader takes them for the end of the line; all else is as JSON.stringify writes it.
 *
 * @returns A fresh array of bytes.
 * @throws {TypeError} where the model input cannot be written as JSON: a BigInt, a circle, or nothing at all.
 *
 * @example One line
 * ```ts
 * import { encodeRecord } from 'bedrock-batch';
 *
 * const line = encodeRecord({ recordId: '1', modelInput: { inputText: 'Hello' } });
 * console.assert(new TextDecoder().decode(line) === '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n');
 * ```
 */
export function encodeRecord(record: BatchRecord): Uint8Array {
  return encodeLine(record.recordId, modelInputText(record.modelInput));
}

/**
 * Writes a model input as JSON.
 *
 * @throws {TypeError} as {@link encodeRecord}, and whatever a `toJSON()` throws.
 */
export function modelInputText(modelInput: unknown): string {
  const text: string | undefined = JSON.stringify(modelInput);
  if (text === undefined) throw new TypeError('The model input is nothing that JSON can say');
  return text;
}

const SEPARATORS = /[\u0085\u2028\u2029]/g;

/**
 * Writes as escapes what some readers end a line at: U+0085, U+2028 and U+2029, which JSON.stringify leaves as they are and
 * Python's splitlines() takes for ends of lines. In valid JSON they stand in strings alone, where the escape means the same.
 */
function withoutSeparators(json: string): string {
  return json.replace(SEPARATORS, (character) => SEPARATOR_ESCAPES[character] ?? character);
}

const SEPARATOR_ESCAPES: Readonly<Record<string, string>> = {
  '\u0085': '\\u0085',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** Writes a record whose model input is JSON text already. */
export function encodeLine(recordId: string | undefined, modelInput: string): Uint8Array {
  const id = recordId === undefined ? '' : `"recordId":${JSON.stringify(recordId)},`;
  return ENCODER.encode(`${withoutSeparators(`{${id}"modelInput":${modelInput}}`)}\n`);
}
