import { isObject } from '../../../core/index.ts';
import { memberSpans } from '../../../engine/index.ts';

/** A record as it stands in an input file. */
export interface InputRecord {
  /** Absent where the line has none. */
  readonly recordId?: string | undefined;
  readonly modelInput: Readonly<Record<string, unknown>>;
  /** The bytes of the id with its quotes, and of the model input, as they came in. */
  readonly rawRecordId?: Uint8Array | undefined;
  readonly rawModelInput: Uint8Array;
}

/** Why a line is no record. */
export interface LineRefusal {
  readonly refused: string;
}

/** A byte order mark is kept, so that it is refused as JSON would refuse it. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a line, or says why it is no record. */
export function readRecord(line: Uint8Array): InputRecord | LineRefusal {
  const value = parse(line);
  if (!isObject(value)) return { refused: 'is not a JSON object' };
  const { recordId, modelInput } = value as Record<string, unknown>;
  if (recordId !== undefined && typeof recordId !== 'string') {
    return { refused: 'has a recordId that is not a string' };
  }
  if (!isObject(modelInput)) return { refused: 'has no modelInput that is a JSON object' };
  const spans = memberSpans(line);
  return {
    recordId,
    modelInput,
    rawRecordId: spans.get('recordId'),
    rawModelInput: spans.get('modelInput') ?? line,
  };
}

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(line));
  } catch {
    return undefined;
  }
}
