import { expect, it } from 'vitest';
import { fromIterable } from '../../src/builders/index.ts';
import type { Run } from '../../src/dataset/index.ts';
import { type Outcome, readOutcomes } from '../../src/results/index.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';

type Client = ReturnType<typeof clientFor>;

async function outcomesFrom(run: Run, s3: Client): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const source = fromIterable(textRows(60));
  for await (const outcome of readOutcomes(run, { s3, source })) outcomes.push(outcome);
  return outcomes;
}

describeWithS3('readOutcomes() from radosgw', (server) => {
  it('gives what it gives from the emulator, line for line', async () => {
    await using shop = await Workshop.open({ recordsPerSecond: 1 });
    const quotas = { minRecordsPerJob: 5, recordsPerJob: 40, recordsPerFile: 25 };
    const run = await shop.finish(await shop.submit(textRows(60), { quotas }));
    const emulated = TestBucket.of(shop.s3, 'data');
    const s3 = clientFor(server);
    const copy = await TestBucket.create(s3, 'data');
    for (const key of await emulated.keys())
      await copy.put(key, (await emulated.read(key)).toString());

    const outcomes = await outcomesFrom(run, s3);

    expect(outcomes).toHaveLength(60);
    expect(outcomes).toEqual(await outcomesFrom(run, shop.s3));
    s3.destroy();
  });
});
