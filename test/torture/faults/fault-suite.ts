import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3TestServer } from '../../support/s3-test-server.ts';
import { stubCredentials } from '../../support/stub-credentials.ts';
import { hasten } from '../hasten.ts';
import { type Cell, nameOf, tryCell } from './cell.ts';
import { faultKinds } from './kinds/fault-kinds.ts';
import { allCells, shuffled, TIMES } from './matrix.ts';
import { HASTE, STALL_HASTE } from './pace.ts';
import { removeSample } from './scenarios/index.ts';

const SEED = 1;

/**
 * One row for each kind of fault, once and four times in a row, each at an operation that is drawn; `npm run torture -- faults`
 * tries all of them at all operations.
 *
 * @param s3 Server of S3; without one the emulator is that too.
 */
export function faultSuite(s3?: S3TestServer): void {
  let cells: readonly Cell[] = [];

  beforeAll(async () => {
    const { region = 'us-east-1', accessKeyId = 'test', secretAccessKey = 'test' } = s3 ?? {};
    stubCredentials({ region, credentials: { accessKeyId, secretAccessKey } });
    using _ = hasten(HASTE);
    cells = shuffled(await allCells(s3), SEED);
  });

  afterAll(removeSample);

  const kinds = faultKinds.filter(({ isOfAnyS3 }) => s3 === undefined || isOfAnyS3 !== false);
  describe.each(TIMES)('%i in a row', (times) => {
    it.each(kinds)('$name leaves all as it has to be', async (kind) => {
      using _ = hasten(kind.name === 'stall' ? STALL_HASTE : HASTE);
      const some = cells.filter((cell) => cell.kind === kind && cell.times === times);
      let faults = 0;
      for (const cell of some) {
        const tried = await tryCell(cell, SEED);
        expect(tried.wrong, nameOf(cell)).toEqual([]);
        faults = tried.faults;
        if (faults > 0) break;
      }
      expect(faults).toBeGreaterThan(0);
    });
  });
}
