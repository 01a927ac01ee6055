import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ReadOutcomesOptions, readOutcomes, saveOutcomes } from '../../src/results/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';
import {
  type Fault,
  type FaultProxy,
  type SeenRequest,
  startFaultProxy,
} from '../support/fault-proxy.ts';

const PAGE = '<html><body>Sign in to the network</body></html>';

/** A run that has ended, and a proxy between its reader and S3. */
async function endedRun(shop: Workshop, records = 30) {
  const run = await shop.finish(await shop.submit(textRows(records)));
  const proxy = await startFaultProxy(shop.emulator.endpoint);
  const { region, credentials } = shop.emulator;
  const { endpoint } = proxy;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
  onTestFinished(async () => {
    s3.destroy();
    await proxy.stop();
  });
  return { run, proxy, s3 };
}

function failLists(proxy: FaultProxy, fault: Fault): void {
  proxy.inject(({ operation }) => (operation === 'ListObjects' ? fault : undefined));
}

/** Breaks the first read of an output in the middle, and changes what comes when it is read on. */
function damageRest(proxy: FaultProxy, change: (body: Buffer) => Buffer, breaks = 1): void {
  let broken = 0;
  proxy.inject(({ operation, path, headers }: SeenRequest): Fault | undefined => {
    if (operation !== 'GetObject' || !path.endsWith('.jsonl.out')) return undefined;
    if (headers.range !== undefined) return { change };
    broken += 1;
    return broken <= breaks ? { change: (body) => body, breakAfter: 5_000 } : undefined;
  });
}

const otherNumbers = (body: Buffer) =>
  Buffer.from(body.toString().replaceAll(/(?<="embedding":\[)-?\d/g, '7'));

describe('a list of outputs that is no list', () => {
  it.each([
    ['empty', { answer: { type: 'application/xml', body: '' } }],
    ['a page of HTML', { answer: { type: 'text/html', body: PAGE } }],
    ['a page that is called XML', { answer: { type: 'application/xml', body: PAGE } }],
    ['cut short', { change: (body: Buffer) => body.subarray(0, body.length / 2) }],
  ])('never makes outcomes missing: %s', async (_name, fault) => {
    await using shop = await Workshop.open();
    const { run, proxy, s3 } = await endedRun(shop);
    failLists(proxy, fault);

    await expect(saveOutcomes(run, { s3 })).rejects.toMatchObject({ code: 'S3_REPLY_UNCLEAR' });
    expect(run.state.jobs[0]?.saved).toBeUndefined();

    proxy.inject(() => undefined);
    await saveOutcomes(run, { s3 });
    expect(run.state.jobs[0]?.saved?.counts).toMatchObject({ succeeded: 30, missing: 0 });
  });

  it('is noticed by the counts where it is whole, and has not all outputs', async () => {
    await using shop = await Workshop.open();
    const { run, proxy, s3 } = await endedRun(shop);
    failLists(proxy, {
      change: (body) => Buffer.from(String(body).replaceAll(/<Contents>.*?<\/Contents>/gs, '')),
    });

    await expect(saveOutcomes(run, { s3 })).rejects.toMatchObject({ code: 'JOB_OUTPUTS_DIFFER' });
  });
});

describe('an output whose bytes are changed on the way', () => {
  async function printed(options: ReadOutcomesOptions, run: Parameters<typeof readOutcomes>[0]) {
    let count = 0;
    for await (const _outcome of readOutcomes(run, options)) count += 1;
    return count;
  }

  it('is read once more before anything of it is kept', async () => {
    await using shop = await Workshop.open();
    const { run, proxy, s3 } = await endedRun(shop);
    damageRest(proxy, otherNumbers);

    await saveOutcomes(run, { s3 });

    const reads = proxy.seen.filter(({ path }) => path.endsWith('.jsonl.out'));
    expect(reads.map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=5000-',
      undefined,
    ]);
    expect(run.state.jobs[0]?.saved).toMatchObject({ counts: { succeeded: 30 }, anomalies: 0 });
  });

  it('ends the reading of who has seen outcomes of it already', async () => {
    await using shop = await Workshop.open();
    const { run, proxy, s3 } = await endedRun(shop);
    damageRest(proxy, otherNumbers);

    await expect(printed({ s3 }, run)).rejects.toMatchObject({
      code: 'S3_OBJECT_DIFFERS',
      hint: expect.stringContaining('not to be used'),
    });
    expect(await printed({ s3 }, run)).toBe(30);
  });

  it('is never kept where it stays so', async () => {
    await using shop = await Workshop.open();
    const { run, proxy, s3 } = await endedRun(shop);
    damageRest(proxy, otherNumbers, 10);

    await expect(saveOutcomes(run, { s3 })).rejects.toMatchObject({ code: 'S3_OBJECT_DIFFERS' });
    expect(run.state.jobs[0]?.saved).toBeUndefined();
  });
});
