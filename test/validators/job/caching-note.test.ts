import { describe, expect, it } from 'vitest';
import { validateDataset } from '../../../src/validators/index.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const mark = { type: 'ephemeral' };
const body = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 9,
  messages: [{ role: 'user', content: 'Which genre is Jaws?' }],
};
const content = (...blocks: readonly object[]) => ({
  messages: [{ role: 'user', content: blocks }],
});
const text = { type: 'text', text: 'Which genre is Jaws?' };

async function notesOf(
  modelInputs: readonly object[],
  invocationType: 'InvokeModel' | 'Converse' = 'InvokeModel',
) {
  const lines = modelInputs.map((modelInput, index) =>
    JSON.stringify({ recordId: String(index), modelInput }),
  );
  const bytes = [Buffer.from(`${lines.join('\n')}\n`)];
  const report = await validateDataset(
    { bytes },
    { model: CLAUDE, invocationType, region: 'us-east-1', quotas: { minRecordsPerJob: 1 } },
  );
  return report.counts.filter(({ code }) => code === 'MODEL_INPUT_CACHING');
}

describe('a note about caching', () => {
  it.each([
    { ...body, system: [{ ...text, cache_control: mark }] },
    { ...body, ...content({ ...text, cache_control: { ...mark, ttl: '1h' } }) },
    { ...body, tools: [{ name: 'a', input_schema: { type: 'object' }, cache_control: mark }] },
    { ...body, cache_control: mark },
  ])('is given once, however many records ask for it: %j', async (modelInput) => {
    expect(await notesOf([modelInput, modelInput, modelInput])).toMatchObject([
      { severity: 'warning', count: 1 },
    ]);
  });

  it('is given of Converse', async () => {
    const cached = content({ text: 'x' }, { cachePoint: { type: 'default' } });

    expect(await notesOf([cached, cached], 'Converse')).toMatchObject([{ count: 1 }]);
  });

  it.each([
    body,
    { ...body, system: [{ ...text, cache_control: null }] },
    { ...body, ...content({ ...text, text: 'What is "cache_control", and "cachePoint":{}?' }) },
    {
      ...body,
      tools: [{ name: 'a', input_schema: { type: 'object', properties: { cache_control: {} } } }],
    },
  ])('is not given where no record does: %j', async (modelInput) => {
    expect(await notesOf([modelInput, modelInput])).toEqual([]);
  });
});
