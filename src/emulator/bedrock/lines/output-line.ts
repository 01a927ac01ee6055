import { createHash } from 'node:crypto';
import type { GivenAnswer } from '../../../models/emulated.ts';
import type { InputRecord } from './input-record.ts';
import type { Random } from './random.ts';

/** Why a record failed. Source: both members are documented. */
export interface RecordError {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/** What became of a record. */
export type Answer = GivenAnswer | { readonly error: RecordError };

/**
 * Writes the output line of a record, newline included: its members in any order, the model input byte for byte.
 */
export function encodeOutputLine(
  { record, recordId }: { readonly record: InputRecord; readonly recordId: string },
  answer: Answer,
  random: Random,
): Uint8Array {
  const last =
    'error' in answer
      ? member('error', JSON.stringify(answer.error))
      : member('modelOutput', JSON.stringify(answer.modelOutput));
  const members = [
    member('recordId', record.rawRecordId ?? JSON.stringify(recordId)),
    member('modelInput', record.rawModelInput),
    last,
  ];
  const pieces: Uint8Array[] = [];
  while (members.length > 0) {
    pieces.push(Buffer.from(pieces.length === 0 ? '{' : ','));
    pieces.push(...(members.splice(random(members.length), 1)[0] ?? []));
  }
  return Buffer.concat([...pieces, Buffer.from('}\n')]);
}

function member(key: string, value: string | Uint8Array): readonly Uint8Array[] {
  return [Buffer.from(`"${key}":`), typeof value === 'string' ? Buffer.from(value) : value];
}

/** The id that a record without one gets: eleven letters and digits, the same whenever the place is. */
export function madeUpRecordId(place: string): string {
  const bytes = createHash('sha256').update(place).digest().subarray(0, 11);
  return [...bytes].map((byte) => (byte % 36).toString(36).toUpperCase()).join('');
}
