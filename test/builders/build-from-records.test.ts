import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFromRecords, encodeRecord } from '../../src/builders/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

async function* records(count: number): AsyncGenerator<readonly Uint8Array[]> {
  yield Array.from({ length: count }, (_, index) => {
    const recordId = `r${index}`;
    return encodeRecord({ recordId, modelInput: { inputText: recordId } });
  });
}

describe('buildFromRecords()', () => {
  const folder = useTemporaryFolder();

  it('claims no row of any source', async () => {
    const { manifest } = await buildFromRecords(records(160), {
      model: 'amazon.titan-embed-text-v2:0',
      name: 'films-retry',
      out: join(folder.path, 'out'),
      quotas: { recordsPerJob: 150 },
      belowMinimum: 'pad',
    });

    expect(manifest.padding).toHaveLength(90);
    expect(manifest.jobs.flatMap(({ shards }) => shards.map(({ rows }) => rows))).toEqual([
      { first: 1, count: 0 },
      { first: 1, count: 0 },
    ]);
  });
});
