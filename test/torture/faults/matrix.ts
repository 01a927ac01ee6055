import { crc32 } from 'node:zlib';
import type { S3TestServer } from '../../support/s3-test-server.ts';
import { type Cell, nameOf } from './cell.ts';
import { faultKinds } from './kinds/fault-kinds.ts';
import { requestsOf } from './operations.ts';
import { scenarios } from './scenarios/index.ts';

/** How often a thing goes wrong in a row: what one more try gets over, and more than the SDK tries. */
export const TIMES: readonly number[] = [1, 4];

/**
 * Gives every try that there is: each kind at each operation of each use of the command, one and four in a row.
 *
 * @param s3 Server of S3, for the uses that take any; without one all uses, against the emulator.
 * @param only Where the name of a use begins it, only tries of that use.
 */
export async function allCells(s3: S3TestServer | undefined, only = ''): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  const possible = scenarios.filter(({ takesAnyS3 }) => s3 === undefined || takesAnyS3);
  const named = possible.filter(({ name }) => only.startsWith(`${name} `));
  for (const scenario of named.length > 0 ? named : possible) {
    for (const request of await requestsOf(scenario, s3)) {
      const { operation } = request;
      const ofRequest = faultKinds.filter(
        ({ faultOf, isOfAnyS3 }) =>
          (s3 === undefined || isOfAnyS3 !== false) &&
          faultOf(request, { place: 0, spared: () => undefined }) !== undefined,
      );
      const each = ofRequest.flatMap((kind) => TIMES.map((times) => ({ kind, times })));
      cells.push(...each.map((one) => ({ ...one, scenario, operation, s3 })));
    }
  }
  return cells;
}

/** Puts tries in an order that is drawn, so that the first ones are a sample of all. */
export function shuffled(cells: readonly Cell[], seed: number): readonly Cell[] {
  const drawn = (cell: Cell): number => crc32(`${nameOf(cell)} ${seed}`);
  return [...cells].sort((a, b) => drawn(a) - drawn(b));
}
