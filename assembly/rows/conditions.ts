import { areEqual, QUOTE } from '../bytes';
import { DOUBLED, ESCAPED } from './layout';
import { fieldEnd, fieldForm, fieldStart } from './scan-row';

/** Bytes of a condition in the table: its field, whether the text has to be among the values, how many they are, and their address. */
const CONDITION_BYTES: u32 = 16;
/** Bytes of a value: its address and its length. */
const VALUE_BYTES: u32 = 8;

let conditions: u32 = 0;
let count: u32 = 0;

/** Takes what a row has to hold, all of it. */
export function setConditions(at: u32, conditionCount: u32): void {
  conditions = at;
  count = conditionCount;
}

/** Whether it is not known what a condition is asked of: a text with escapes of JSON. */
export function areConditionsOpen(): bool {
  for (let index: u32 = 0; index < count; index += 1) {
    if (fieldForm(load<u32>(conditions + index * CONDITION_BYTES)) === ESCAPED) return true;
  }
  return false;
}

/** Whether the row on the tape holds all conditions. */
export function areConditionsHeld(): bool {
  for (let index: u32 = 0; index < count; index += 1) {
    const condition = conditions + index * CONDITION_BYTES;
    const isAmong = load<u32>(condition, 4) !== 0;
    if (isOneOf(load<u32>(condition), condition) !== isAmong) return false;
  }
  return true;
}

function isOneOf(field: u32, condition: u32): bool {
  const values = load<u32>(condition, 12);
  const end = values + load<u32>(condition, 8) * VALUE_BYTES;
  for (let value = values; value < end; value += VALUE_BYTES) {
    if (isText(field, load<u32>(value), load<u32>(value, 4))) return true;
  }
  return false;
}

/** Whether a field says what stands at an address. */
function isText(field: u32, text: u32, length: u32): bool {
  const start = fieldStart(field);
  const end = fieldEnd(field);
  if (fieldForm(field) === DOUBLED) return isDoubledText(start, end, text, text + length);
  return end - start === length && areEqual(start, text, length);
}

/** The same where two quotes stand for one. */
function isDoubledText(start: u32, end: u32, text: u32, textEnd: u32): bool {
  let at = start;
  let other = text;
  while (at < end) {
    const byte = load<u8>(at);
    if (other === textEnd || byte !== load<u8>(other)) return false;
    at += byte === QUOTE ? 2 : 1;
    other += 1;
  }
  return other === textEnd;
}
