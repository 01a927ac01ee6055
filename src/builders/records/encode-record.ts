import { type BatchRecord, withoutSeparators } from '../../core/index.ts';

/** One line of a shard with its newline: its bytes, or a text in which U+0085, U+2028 and U+2029 are not escaped yet. */
export type RecordLine = Uint8Array | string;

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
  return ENCODER.encode(withoutSeparators(recordLine(record)));
}

/**
 * Writes a record as a line whose separators are not escaped yet: who writes many looks for them at once.
 *
 * @throws {TypeError} as {@link encodeRecord}.
 */
export function recordLine({ recordId, modelInput }: BatchRecord): string {
  return lineWith(recordId, modelInputText(modelInput));
}

/**
 * Writes a model input as JSON.
 *
 * @throws {TypeError} as {@link encodeRecord}, and whatever a `toJSON()` throws.
 */
export function modelInputText(modelInput: unknown): string {
  const text: string | undefined = JSON.stringify(modelInput);
  if (text === undefined) throw new TypeError('The model input cannot be written as JSON');
  return text;
}

/** Writes a record whose model input is JSON text already. */
export function lineWith(recordId: string | undefined, modelInput: string): string {
  const id = recordId === undefined ? '' : `"recordId":${JSON.stringify(recordId)},`;
  return `{${id}"modelInput":${modelInput}}\n`;
}
