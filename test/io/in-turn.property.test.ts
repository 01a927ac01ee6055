import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTurn } from '../../src/io/index.ts';

describe('inTurn', () => {
  it('always gives what comes in the order it was begun, with no more in flight than asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.nat(20),
        fc.integer({ min: 1, max: 6 }),
        fc.option(fc.nat(20), { nil: undefined }),
        async (scheduler, count, lanes, failing) => {
          let flying = 0;
          let most = 0;
          let begun = 0;
          const work = Array.from({ length: count }, (_, index) => async () => {
            flying += 1;
            begun += 1;
            most = Math.max(most, flying);
            await scheduler.schedule(Promise.resolve());
            flying -= 1;
            if (index === failing) throw new RangeError(`${index}`);
            return index;
          });
          const given: number[] = [];
          const all = (async () => {
            for await (const one of inTurn(work, lanes)) given.push(one);
          })();

          const end = await scheduler.waitFor(
            all.then(
              () => 'done',
              (error: Error) => error.message,
            ),
          );

          const isBroken = failing !== undefined && failing < count;
          expect(end).toBe(isBroken ? `${failing}` : 'done');
          expect(given).toEqual(Array.from({ length: isBroken ? failing : count }, (_, at) => at));
          expect(most).toBeLessThanOrEqual(lanes);
          expect(begun).toBeLessThanOrEqual(isBroken ? failing + lanes : count);
          expect(flying).toBe(0);
        },
      ),
    );
  });
});
