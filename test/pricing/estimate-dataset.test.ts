import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../src/builders/index.ts';
import { estimateDataset, estimateFiles } from '../../src/pricing/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const NOVA = 'amazon.nova-lite-v1:0';
const folder = useTemporaryFolder();

async function fileOf(modelInputs: readonly unknown[]): Promise<string> {
  const path = join(folder.path, 'records.jsonl');
  const lines = modelInputs.map((modelInput, index) =>
    JSON.stringify({ recordId: `record-${index}`, modelInput }),
  );
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const asks = (text: string, maxTokens?: number) => ({
  messages: [{ role: 'user', content: [{ text }] }],
  ...(maxTokens === undefined ? {} : { inferenceConfig: { maxTokens } }),
});

describe('estimateDataset', () => {
  it('counts what is paid, padding included', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({ title: `Film ${index}` }));
    const dataset = await buildDataset(rows, {
      model: NOVA,
      prompt: 'Genre of {{title}}?',
      maxTokens: 20,
      belowMinimum: 'pad',
      out: join(folder.path, 'out'),
    });

    const estimate = await estimateDataset(dataset, { region: 'us-east-1' });

    expect(estimate).toMatchObject({ records: 100, isSampled: false, mostTokensOut: 2000 });
    expect(estimate.cost?.mostOutput).toBeCloseTo((2000 * 0.12) / 1e6);
  });
});

describe('estimateFiles', () => {
  it('multiplies the tokens by the price', async () => {
    const path = await fileOf([asks('Hello', 10), asks('World', 30)]);

    const { tokensIn, mostTokensOut, cost } = await estimateFiles([path], {
      model: NOVA,
      priceIn: 1,
      priceOut: 4,
    });

    expect(mostTokensOut).toBe(40);
    expect(cost?.input.high).toBeCloseTo(tokensIn.high / 1e6);
    expect(cost?.most).toBeCloseTo((tokensIn.high + 160) / 1e6);
  });

  it("takes the model's most for a record without a bound, and no bound where none is known", async () => {
    const path = await fileOf([asks('Hello')]);

    const bounded = await estimateFiles([path], { model: NOVA });
    const open = await estimateFiles([path], { model: 'acme.model-1', priceIn: 1, priceOut: 1 });

    expect(bounded).toMatchObject({ mostTokensOut: 5000, unbounded: 1 });
    expect(open.mostTokensOut).toBeUndefined();
    expect(open.cost?.most).toBeUndefined();
  });

  it('says that media and lines that cannot be read have no price', async () => {
    const image = { image: { format: 'png', source: { bytes: 'aGVsbG8=' } } };
    const path = await fileOf([
      { ...asks('x', 1), messages: [{ role: 'user', content: [image] }] },
    ]);
    await writeFile(path, 'no JSON\n', { flag: 'a' });

    const estimate = await estimateFiles([path], { model: NOVA });

    expect(estimate).toMatchObject({ withMedia: 1, unreadable: 1, records: 2 });
    expect(estimate.cost?.most).toBeUndefined();
  });

  it('has no cost where no price was read, and writes nothing for embeddings', async () => {
    const path = await fileOf([{ inputText: 'Hello' }]);

    const estimate = await estimateFiles([path], { model: 'amazon.titan-embed-text-v2:0' });

    expect(estimate).toMatchObject({ mostTokensOut: 0, price: { kind: 'unknown' } });
    expect(estimate.cost).toBeUndefined();
  });

  it.each([
    [{ priceIn: -1, priceOut: 1 }, 'priceIn'],
    [{ priceIn: 1, priceOut: Number.NaN }, 'priceOut'],
  ])('refuses a price that is none', async (prices, option) => {
    await expect(estimateFiles([], { model: NOVA, ...prices })).rejects.toMatchObject({ option });
  });

  it('needs both prices where none is known', async () => {
    await expect(estimateFiles([], { model: 'acme.model-1', priceIn: 1 })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'priceOut',
    });
  });

  it('looks at lines at equal distances of large files, and the whole is within its interval', async () => {
    const texts = Array.from({ length: 30_000 }, (_, index) =>
      'lorem ipsum '.repeat(10 + (index % 60)),
    );
    const path = await fileOf(texts.map((text, index) => asks(text, 10 + (index % 7))));

    const sampled = await estimateFiles([path], { model: NOVA });
    const whole = await estimateFiles([path], { model: NOVA, all: true });

    expect(sampled.isSampled).toBe(true);
    expect(whole).toMatchObject({ isSampled: false, records: 30_000, sampledBytes: whole.bytes });
    expect(sampled.sampledBytes).toBeLessThanOrEqual(8 << 20);
    expect(sampled.records / whole.records).toBeCloseTo(1, 1);
    expect(sampled.tokensIn.high).toBeGreaterThanOrEqual(whole.tokensIn.high * 0.99);
    expect(sampled.tokensIn.low).toBeLessThanOrEqual(whole.tokensIn.low * 1.01);
    expect(await estimateFiles([path], { model: NOVA })).toEqual(sampled);
  });

  it('takes a line that is longer than a span whole', async () => {
    const path = await fileOf([asks('long '.repeat(2_500_000), 5), asks('short', 5)]);

    const whole = await estimateFiles([path], { model: NOVA, all: true });

    expect(whole).toMatchObject({ records: 2, unreadable: 0, mostTokensOut: 10 });
    expect(whole.characters).toBeGreaterThan(12_000_000);
  });
});
