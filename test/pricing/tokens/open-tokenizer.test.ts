import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { estimateFiles, openTokenizer } from '../../../src/pricing/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const MODEL = 'openai.gpt-oss-20b-1:0';
const folder = useTemporaryFolder();

/** Counted with gpt-tokenizer 4.0.0, `o200k_harmony`. */
const known = JSON.parse(
  readFileSync(new URL('known-counts.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, { readonly text: string; readonly tokens: number }>>;

const asks = (...texts: readonly string[]) => ({
  messages: texts.map((content) => ({ role: 'user', content })),
  max_tokens: 10,
});

async function count(modelInput: unknown): Promise<number> {
  const { count: tokensOf } = await openTokenizer({ model: MODEL });
  return tokensOf(Buffer.from(JSON.stringify(modelInput)));
}

async function fileOf(modelInputs: readonly unknown[]): Promise<string> {
  const path = join(folder.path, 'records.jsonl');
  const lines = modelInputs.map((modelInput, index) =>
    JSON.stringify({ recordId: `record-${index}`, modelInput }),
  );
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

describe('openTokenizer()', () => {
  it.each(Object.entries(known))('counts what was counted: %s', async (_, { text, tokens }) => {
    expect(await count(asks(text))).toBe(tokens);
  });

  it('counts the texts of all messages, and neither roles nor settings', async () => {
    expect(await count(asks('Hello world', 'Hello world'))).toBe(4);
  });

  it('takes what looks like a sign of the model for text', async () => {
    expect(await count(asks('<|end|>'))).toBeGreaterThan(1);
  });

  it('counts words without an end piece by piece, a token more for each at most', async () => {
    const pieces = (text: string) => Math.ceil(text.length / 2000);
    for (const word of ['a'.repeat(9000), '漢'.repeat(5000), '-'.repeat(300_000)]) {
      const one = await count(asks(word.slice(0, 2000)));
      const tokens = await count(asks(word));
      expect(tokens / pieces(word)).toBeGreaterThan(one / 2);
      expect(tokens).toBeLessThanOrEqual(pieces(word) * (one + 1));
    }
  });

  it.each([
    ['amazon.nova-lite-v1:0', {}],
    ['arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl', {}],
  ])('refuses %s, whose tokenizer nobody knows', async (model, more) => {
    await expect(openTokenizer({ model, ...more })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'model',
    });
  });
});

describe('estimateFiles() with a tokenizer', () => {
  const options = { model: MODEL, region: 'us-west-2' };

  it('has no interval where all records are counted', async () => {
    const all = Object.values(known);
    const path = await fileOf(all.map(({ text }) => asks(text)));
    const tokens = all.reduce((sum, one) => sum + one.tokens, 0);

    const byCharacters = await estimateFiles([path], options);
    const counted = await estimateFiles([path], {
      ...options,
      tokenCounter: await openTokenizer(options),
    });

    expect(counted).toMatchObject({
      tokensIn: { low: tokens, likely: tokens, high: tokens },
      counted: all.length,
      countedBy: 'o200k_harmony',
      isCountedWhole: false,
    });
    expect(counted.cost?.input.high).toBeCloseTo((tokens * 0.035) / 1e6, 12);
    expect(counted.cost?.most).toBe(byCharacters.cost?.most);
  });

  it('holds what was counted of all within the interval of a sample', async () => {
    const texts = Object.values(known);
    const drawn = Array.from({ length: 600 }, (_, index) => {
      const one = texts[(index * 7) % texts.length];
      return one === undefined ? expect.unreachable() : one;
    });
    const path = await fileOf(drawn.map(({ text }) => asks(text)));
    const tokens = drawn.reduce((sum, one) => sum + one.tokens, 0);

    const { tokensIn, counted } = await estimateFiles([path], {
      ...options,
      tokenCounter: await openTokenizer(options),
    });

    expect(counted).toBe(100);
    expect(tokensIn.low).toBeLessThanOrEqual(tokens);
    expect(tokensIn.high).toBeGreaterThanOrEqual(tokens);
    expect(tokensIn.high).toBeLessThan(tokens * 1.5);
  });

  it('says that media are not counted', async () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,aGVsbG8=' } };
    const path = await fileOf([{ ...asks('x'), messages: [{ role: 'user', content: [image] }] }]);

    const { cost, withMedia } = await estimateFiles([path], {
      ...options,
      tokenCounter: await openTokenizer(options),
    });

    expect(withMedia).toBe(1);
    expect(cost?.most).toBeUndefined();
  });
});
