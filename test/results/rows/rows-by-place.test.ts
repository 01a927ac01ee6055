import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset, fromIterable } from '../../../src/builders/index.ts';
import { recordOrder } from '../../../src/dataset/index.ts';
import { KeptRepeats } from '../../../src/results/repeats/kept-repeats.ts';
import { JobPlaces } from '../../../src/results/rows/job-places.ts';
import { RowProof } from '../../../src/results/rows/row-proof.ts';
import { RowsByPlace } from '../../../src/results/rows/rows-by-place.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

/** Rows that ask 1, 2, 3, 1, 2, 3 and 4. */
const ROWS = [1, 2, 3, 1, 2, 3, 4].map((ask, index) => ({ ask: `text ${ask}`, more: index }));

describe('RowsByPlace', () => {
  const folder = useTemporaryFolder();
  const opened = async (given: readonly unknown[]) => {
    const dataset = await buildDataset(ROWS, {
      model: 'amazon.titan-embed-text-v2:0',
      prompt: '{{ask}}',
      quotas: { minRecordsPerJob: 1, recordsPerJob: 2 },
      dedupe: true,
      out: join(folder.path, 'out'),
    });
    const { rows } = dataset.manifest;
    if (rows === undefined) throw new Error('The dataset has no rows');
    const source = fromIterable(given);
    const proof = await RowProof.open(dataset, rows, source);
    const all = KeptRepeats.open(dataset);
    if (all === undefined) throw new Error('No rows share answers');
    return { dataset, all, rows: new RowsByPlace(source, proof, undefined) };
  };

  it('holds the rows of one job, wherever they stand', async () => {
    const { dataset, all, rows } = await opened(ROWS);
    const held: unknown[] = [];
    for (const number of dataset.manifest.jobs.keys()) {
      const span = { first: 2 * number + 1, last: 2 * number + 2 };
      const order = recordOrder(dataset.manifest);
      const places = new JobPlaces(span, order, { all, ofJob: all.ofJob(span) });
      await rows.hold(places);
      held.push(ROWS.map((_, place) => rows.valueOf(place + 1)));
    }

    const [a, b, c, d, e, f, g] = ROWS;
    const no = undefined;
    expect(held).toEqual([
      [a, b, no, d, e, no, no],
      [no, no, c, no, no, f, g],
    ]);
  });

  it.each([
    ['another row', ROWS.with(4, { ask: 'text 2', more: 9 }), 5],
    ['an end too early', ROWS.slice(0, 4), 5],
  ])('names a row where there is %s', async (_what, given, row) => {
    const { dataset, all, rows } = await opened(given);
    const order = recordOrder(dataset.manifest);
    const span = { first: 1, last: 2 };

    const held = rows.hold(new JobPlaces(span, order, { all, ofJob: all.ofJob(span) }));

    await expect(held).rejects.toMatchObject({ code: 'SOURCE_DIFFERS', row });
  });
});
