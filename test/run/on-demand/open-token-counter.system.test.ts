import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BedrockRuntimeClient, CountTokensCommand } from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { estimateFiles } from '../../../src/pricing/index.ts';
import { openTokenCounter } from '../../../src/run/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const CLAUDE = 'anthropic.claude-3-5-haiku-20241022-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';

let emulator: Emulator;
let runtime: BedrockRuntimeClient;
beforeAll(async () => {
  emulator = await createEmulator();
  runtime = new BedrockRuntimeClient(emulator.clientConfig);
});
afterAll(async () => {
  runtime.destroy();
  await emulator.close();
});

const messages = [{ role: 'user' as const, content: [{ text: 'Which genre is "Alien"? 👽' }] }];

describe('openTokenCounter', () => {
  it('counts a model input as it stands', async () => {
    const counter = await openTokenCounter({ model: CLAUDE, runtime });
    const text = 'Which genre is "Alien"?';
    const turn = `{"role":"user","content":${JSON.stringify(text)}}`;
    const modelInput = Buffer.from(`{ "messages": [${turn}], "max_tokens": 1e0 }`);

    expect(await counter.count(modelInput)).toBe(Math.ceil(`user${text}`.length / 4));
  });

  it('counts a Converse request as the SDK itself asks, without members that are not counted', async () => {
    const counter = await openTokenCounter({ model: NOVA, invocationType: 'Converse', runtime });
    const system = [{ text: 'Be brief' }];
    const modelInput = { inferenceConfig: { maxTokens: 5 }, system, messages };

    const asked = await counter.count(Buffer.from(JSON.stringify(modelInput)));
    const { inputTokens } = await runtime.send(
      new CountTokensCommand({ modelId: NOVA, input: { converse: { messages, system } } }),
    );

    expect(asked).toBe(inputTokens);
  });

  it('asks of a profile the model behind it, for a profile is refused', async () => {
    const counter = await openTokenCounter({ model: `us.${NOVA}`, runtime });
    const input = { invokeModel: { body: Buffer.from('{"messages":[]}') } };

    expect(await counter.count(input.invokeModel.body)).toBeGreaterThan(0);
    await expect(
      runtime.send(new CountTokensCommand({ modelId: `us.${NOVA}`, input })),
    ).rejects.toThrow('doesn’t support counting tokens');
  });

  it('says what Bedrock refuses, and what to do', async () => {
    const counter = await openTokenCounter({ model: 'acme.model-1', runtime });

    await expect(counter.count(Buffer.from('{}'))).rejects.toMatchObject({
      code: 'JOB_VALIDATION',
      message: expect.stringContaining('Bedrock refused CountTokens'),
    });
  });
});

describe('an estimate with a counter', () => {
  async function recordsOf(count: number, more = {}): Promise<string> {
    const path = join(folder.path, 'records.jsonl');
    const lines = Array.from({ length: count }, (_, index) =>
      JSON.stringify({
        recordId: `record-${index}`,
        modelInput: {
          messages: [{ role: 'user', content: [{ text: 'x'.repeat(index * 7) }] }],
          inferenceConfig: { maxTokens: 10 },
          ...more,
        },
      }),
    );
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  }

  it('is exact where all records are counted', async () => {
    const path = await recordsOf(40);
    const tokenCounter = await openTokenCounter({ model: NOVA, runtime });

    const { tokensIn, counted } = await estimateFiles([path], { model: NOVA, tokenCounter });

    expect(counted).toBe(40);
    expect(tokensIn.low).toBe(tokensIn.high);
  });

  it('scales what was counted of some to all, media too', async () => {
    const image = { image: { format: 'png', source: { bytes: 'aGVsbG8=' } } };
    const path = await recordsOf(300, { system: [image] });
    const tokenCounter = await openTokenCounter({ model: NOVA, runtime });
    const options = { model: NOVA, region: 'us-east-1', tokenCounter };

    const some = await estimateFiles([path], options);
    const all = await estimateFiles([path], { ...options, countedRecords: 300 });

    expect(some.counted).toBe(100);
    expect(some.tokensIn.low).toBeLessThanOrEqual(all.tokensIn.likely);
    expect(some.tokensIn.high).toBeGreaterThanOrEqual(all.tokensIn.likely);
    expect(some.cost?.most).toBeGreaterThan(all.cost?.input.likely ?? Number.POSITIVE_INFINITY);
  });

  it('wants ten records or more', async () => {
    const tokenCounter = await openTokenCounter({ model: NOVA, runtime });
    const options = { model: NOVA, tokenCounter, countedRecords: 9 };

    await expect(estimateFiles([await recordsOf(3)], options)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'countedRecords',
    });
  });
});
