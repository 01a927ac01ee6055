import { createHash } from 'node:crypto';
import { encodeRecord } from '../../builders/index.ts';
import { type BatchRecord, InvalidOptionError, isObject, quote } from '../../core/index.ts';
import { memberSpans, withoutNewline } from '../../engine/index.ts';

/** A record as its bytes. */
export interface AskedRecord {
  readonly recordId: string;
  /** The id with its quotes, and the model input, as they stand. */
  readonly rawRecordId: Uint8Array;
  readonly modelInput: Uint8Array;
}

/**
 * Reads a record, or a line of a shard.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is none, or has no id.
 */
export function readRecord(record: BatchRecord | Uint8Array): AskedRecord {
  const line = withoutNewline(record instanceof Uint8Array ? record : encodeRecord(record));
  const parsed = readLine(line);
  if (parsed !== undefined) return parsed;
  const received = quote(Buffer.from(line).toString(), 100);
  throw new InvalidOptionError(
    `A record that is to be asked is no record with an id: ${received}`,
    {
      option: 'records',
      expected: 'an object with a recordId that is a text and a modelInput that is an object',
      received,
    },
  );
}

/** Reads a line that has a record in it, whatever else; undefined where it has none. */
export function readLine(line: Uint8Array): (AskedRecord & { readonly line: Parsed }) | undefined {
  const value = parse(line);
  if (!isObject(value) || typeof value['recordId'] !== 'string') return undefined;
  if (value['recordId'] === '' || !isObject(value['modelInput'])) return undefined;
  const spans = memberSpans(line);
  const [rawRecordId, modelInput] = [spans.get('recordId'), spans.get('modelInput')];
  if (rawRecordId === undefined || modelInput === undefined) return undefined;
  return { recordId: value['recordId'], rawRecordId, modelInput, line: value };
}

type Parsed = Readonly<Record<string, unknown>>;

/** What a model input is known by. */
export function digestOf({ modelInput }: AskedRecord): string {
  return createHash('sha256').update(modelInput).digest('base64');
}

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    return undefined;
  }
}
