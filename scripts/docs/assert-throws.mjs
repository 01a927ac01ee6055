// @ts-check
import { AssertionError } from 'node:assert';

/** Loaded before an example: an assertion that does not hold ends it, instead of a line on stderr. */
console.assert = (condition, ...words) => {
  if (!condition)
    throw new AssertionError({
      message: words.length > 0 ? words.join(' ') : 'console.assert() does not hold',
    });
};
