/**
 * Does pieces of work, some at the same time, and gives what they come to in their order.
 *
 * Memory: as many of these as are in flight. Where one fails, those behind it are waited for, and no other one is begun.
 *
 * @param lanes How many are in flight at once; each is begun once its turn has come, so that with one of them nothing is done ahead.
 */
export async function* inTurn<Value>(
  work: Iterable<() => Promise<Value>>,
  lanes: number,
): AsyncGenerator<Value, void, undefined> {
  const flying: Promise<Value>[] = [];
  try {
    for (const begin of work) {
      const one = begin();
      // it may fail before its turn to be waited for
      one.catch(() => {});
      flying.push(one);
      if (flying.length < lanes) continue;
      yield await (flying.shift() as Promise<Value>);
    }
    while (flying.length > 0) yield await (flying.shift() as Promise<Value>);
  } finally {
    await Promise.allSettled(flying);
  }
}
