import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../../src/builders/index.ts';
import { openRun } from '../../../src/dataset/index.ts';
import {
  type OutcomeOrder,
  outcomesToCsv,
  readSavedOutcomes,
  saveOutcomes,
  writeOutcomes,
  writeSavedOutcomes,
} from '../../../src/results/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

describe('writeSavedOutcomes()', () => {
  it.each<OutcomeOrder>(['outputs', 'source'])(
    'writes what readSavedOutcomes() gives, in the order of %s',
    async (order) => {
      await using shop = await Workshop.open();
      const rows = [{ text: '=1+1' }, { text: 'a "b",\nc' }, ...textRows(30)];
      const ended = await shop.finish(
        await shop.submit(rows, { quotas: { minRecordsPerJob: 5, recordsPerJob: 20 } }),
      );
      await saveOutcomes(ended, { s3: shop.s3, source: sourceOf(rows, {}) });
      const run = await openRun(ended.dataset.folder);
      const folder = await mkdtemp(join(tmpdir(), 'tables-'));
      try {
        const table = join(folder, 'outcomes.csv');
        const lines = join(folder, 'outcomes.jsonl');
        const same = join(folder, 'same.jsonl');

        expect(await writeSavedOutcomes(table, run, { format: 'csv', order })).toBe(32);
        expect(await writeSavedOutcomes(lines, run, { order })).toBe(32);
        await writeOutcomes(same, readSavedOutcomes(run, { order }));

        let csv = '';
        for await (const piece of outcomesToCsv(readSavedOutcomes(run, { order }))) csv += piece;
        expect(csv).toContain(`,'=1+1\r\n`);
        expect(await readFile(table, 'utf8')).toBe(csv);
        expect(await readFile(lines, 'utf8')).toBe(await readFile(same, 'utf8'));
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});
