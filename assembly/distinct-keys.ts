import { areEqual } from './bytes';
import { endOf, Kind, kindOf, lengthOf, nextOf, startOf, TOKEN_BYTES } from './tape';

/** Objects with more keys ask for a closer look: keys are compared in pairs. */
const MOST_FREE_KEYS: u32 = 64;

/** Any value in which no object has a key twice. Tokens inside of a value stand behind it, one after the other. */
export function isFree(token: u32): bool {
  const end = nextOf(token);
  for (let inner = token; inner < end; inner += TOKEN_BYTES) {
    if (kindOf(inner) === Kind.object && !hasDistinctKeys(inner)) return false;
  }
  return true;
}

export function hasDistinctKeys(token: u32): bool {
  const end = endOf(token);
  let count: u32 = 0;
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (count === MOST_FREE_KEYS) return false;
    count += 1;
    for (let other = token + TOKEN_BYTES; other < key; other = nextOf(other + TOKEN_BYTES)) {
      const length = lengthOf(key);
      if (lengthOf(other) === length && areEqual(startOf(other), startOf(key), length))
        return false;
    }
  }
  return true;
}
