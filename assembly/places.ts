import { skipBlanksBack } from './bytes';
import { endOf, firstToken, Kind, kindOf, nextOf, startOf } from './tape';

/** The address of a value, of a string that of its quote. */
export function startOfValue(value: u32): u32 {
  return startOf(value) - (kindOf(value) === Kind.string ? 1 : 0);
}

/** The address behind the value of a member of the line: behind it stands the next key, or what closes the line. */
export function endOfMember(value: u32, newline: u32): u32 {
  const next = nextOf(value);
  const isLast = next === endOf(firstToken());
  const behind = isLast ? newline : startOf(next) - 1;
  return skipBlanksBack(skipBlanksBack(behind) - 1);
}
