import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../../src/core/index.ts';
import { modelRowOf, modelTable } from '../../../src/models/index.ts';
import { quotaCodes } from '../../../src/quotas/index.ts';

/** AWS's table of batch models of that day: id, regions of the model itself, regions of its profiles. */
const AWS_TABLE = fileURLToPath(new URL('./batch-models-2026-08-20.tsv', import.meta.url));
const [, ...listed] = readFileSync(AWS_TABLE, 'utf8').trimEnd().split('\n');
const words = (text = '') => text.split(' ').filter((word) => word !== '');
const awsTable = listed.map((line) => {
  const [id = '', single, profile] = line.split('\t');
  return { id, single: words(single), profile: words(profile) };
});

describe('modelTable', () => {
  it.each(awsTable)('has $id as AWS lists it', ({ id, single, profile }) => {
    const row = modelTable.find((candidate) => candidate.id === id);

    expect(row?.whole).toBe(true);
    expect(row?.batch.verdict).toBe('yes');
    expect([...(row?.regions?.single ?? [])].sort()).toEqual([...single].sort());
    expect([...(row?.regions?.profile ?? [])].sort()).toEqual([...profile].sort());
    expect(row?.regions?.complete).toBe(true);
  });

  it('has no regions of a model as if AWS listed them, where it does not', () => {
    const ids = awsTable.map(({ id }) => id);
    const others = modelTable.filter(({ id }) => !ids.includes(id));

    for (const { id, regions } of others) expect(regions?.complete ?? false, id).toBe(false);
  });

  it('has each id once, and each that has quota codes', () => {
    const ids = modelTable.map(({ id, whole }) => `${id} ${whole}`);

    expect(new Set(ids).size).toBe(ids.length);
    for (const { modelId } of quotaCodes) {
      if (modelId !== undefined) expect(ids).toContain(`${modelId} true`);
    }
  });

  it.each(modelTable)('says of $id whose word each fact is, and when it was read', (row) => {
    const { batch, regions, lifecycle, outputTokens, modalities, price, asks = {} } = row;
    const { context, needsBound, documents, images, reasoning, stop } = row;

    expect(row.family !== undefined || row.shape !== undefined).toBe(true);
    const limits = [
      outputTokens,
      context,
      needsBound,
      modalities,
      documents,
      images,
      reasoning,
      stop,
    ];
    for (const fact of [batch, regions, lifecycle, price, ...limits, ...Object.values(asks)]) {
      if (fact === undefined) continue;
      expect(fact.source).not.toBe('');
      expect(fact.readOn).toMatch(/^20\d\d-\d\d(?:-\d\d)?$/);
    }
    if (lifecycle !== undefined) expect(isDay(lifecycle.lastDay)).toBe(true);
    const { most = 1, refusedAbove = most } = outputTokens ?? {};
    expect(most).toBeGreaterThan(0);
    expect(refusedAbove).toBeGreaterThanOrEqual(most);
  });

  it('names regions as AWS does, each once', () => {
    for (const { id, regions } of modelTable) {
      for (const names of [regions?.single, regions?.profile, regions?.profileOnlyIn]) {
        expect(new Set(names).size, id).toBe(names?.length ?? 0);
        for (const name of names ?? []) expect(name).toMatch(/^[a-z]{2}(-gov)?-[a-z]+-\d$/);
      }
    }
  });
});

describe('modelRowOf()', () => {
  it.each([
    ['anthropic.claude-opus-5', 'anthropic.claude-opus-5'],
    ['anthropic.claude-opus-5-5', 'anthropic.claude-opus-5-5'],
    ['anthropic.claude-3-haiku-20240307-v1:0:48k', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['anthropic.claude-new-1', 'anthropic.claude'],
    ['zai.glm-4.7-flash', 'zai.glm-4.7-flash'],
    ['openai.gpt-oss-200b', 'openai.gpt-oss'],
    ['openai.gpt-5.1', 'openai.gpt'],
    ['deepseek.r1-v1:0', 'deepseek.r1'],
  ])('finds for %s the row of %s', (id, own) => {
    const found = modelRowOf(id);

    expect(found?.row.id).toBe(own);
    expect(found?.borrowedFrom).toBeUndefined();
  });

  it.each([
    ['anthropic.claude-opus-4-9', 'anthropic.claude-opus-4-8'],
    ['anthropic.claude-opus-5-6', 'anthropic.claude-opus-5-5'],
    ['anthropic.claude-opus-6', 'anthropic.claude-opus-5-5'],
    ['anthropic.claude-haiku-6', 'anthropic.claude-haiku-5-5'],
    ['anthropic.claude-sonnet-4-6-20270101-v1:0', 'anthropic.claude-sonnet-4-6'],
    ['moonshotai.kimi-k2.7', 'moonshotai.kimi-k2.5'],
    ['minimax.minimax-m2.7', 'minimax.minimax-m2.5'],
    ['deepseek.v3.1', 'deepseek.v3-v1:0'],
    ['zai.glm-4.8', 'zai.glm-4.7'],
    ['amazon.nova-3-lite-v1:0', 'amazon.nova-2-lite-v1:0'],
  ])('gives %s what %s may be asked for, and nothing else', (id, older) => {
    const found = modelRowOf(id);
    const lender = modelTable.find((row) => row.id === older);

    expect(found?.borrowedFrom).toBe(older);
    expect(found?.row.family).toBe(lender?.family);
    expect(found?.row.outputTokens).toEqual(modelRowOf(older)?.row.outputTokens);
    expect(found?.row.modalities).toEqual(lender?.modalities);
    expect(found?.row.batch.verdict).toBe('unknown');
    expect(found?.row.regions).toBeUndefined();
    expect(found?.row.lifecycle).toBeUndefined();
    expect(found?.row.price).toBeUndefined();
  });

  it.each([
    ['meta.llama3-2-7b-instruct-v1:0', 'meta.llama3-2', 'meta.llama3-2-11b-instruct-v1:0'],
    ['meta.llama3-20b-instruct-v1:0', 'meta.llama3', 'meta.llama3-8b-instruct-v1:0'],
    ['qwen.qwen3-14b-v1:0', 'qwen.qwen3', 'qwen.qwen3-235b-a22b-2507-v1:0'],
    ['qwen.qwen3-coder-9b', 'qwen.qwen3', 'qwen.qwen3-coder-30b-a3b-v1:0'],
    ['mistral.ministral-4-8b', 'mistral.ministral', 'mistral.ministral-3-14b-instruct'],
    ['amazon.nova-2-pro-v1:0', 'amazon.nova-2', 'amazon.nova-pro-v1:0'],
    ['amazon.nova-micro-v2:0', 'amazon.nova-micro', 'amazon.nova-micro-v1:0'],
  ])('gives %s what is known of all that begin with %s, and what else %s has', (id, own, older) => {
    const found = modelRowOf(id);
    const lender = modelTable.find((row) => row.id === older);

    expect(found?.row.id).toBe(own);
    expect(found?.borrowedFrom).toBe(older);
    expect(found?.row.outputTokens).toEqual(lender?.outputTokens);
  });

  it('has the reasoning of Nova 2 for all models of it', () => {
    expect(modelRowOf('amazon.nova-2-pro-v1:0')?.row.reasoning?.documented).toBe(true);
    expect(modelRowOf('amazon.nova-pro-v2:0')?.row.reasoning?.documented).toBe(false);
    expect(modelRowOf('amazon.nova-3-lite-v1:0')?.row.reasoning?.documented).toBe(true);
    expect(modelRowOf('amazon.nova-micro-v2:0')?.row.documents?.noneBy).toBeDefined();
  });

  it.each(['acme.model-1', 'anthropic.claudette-1', 'zai.glm', 'zai.glm-3', 'nova-lite'])(
    'knows nothing of %s',
    (id) => {
      expect(modelRowOf(id)).toBeUndefined();
    },
  );

  it('does not take a later model for the one that was refused', () => {
    expect(modelRowOf('moonshotai.kimi-k3')?.row.batch.verdict).toBe('no');
    expect(modelRowOf('moonshotai.kimi-k3.5')?.row.batch.verdict).toBe('unknown');
    expect(modelRowOf('zai.glm-5.2')?.row.batch.verdict).toBe('unknown');
  });
});

const endings = modelTable.flatMap(({ id, whole, lifecycle }) =>
  lifecycle === undefined ? [] : [{ id, whole, ...lifecycle }],
);
const lastDayOf = (id: string) => modelRowOf(id)?.row.lifecycle?.lastDay;

describe('the end of a model', () => {
  it.each(endings)('says of $id when, whose word it is, and when it was read', (row) => {
    expect(isDay(row.readOn)).toBe(true);
    expect(row.source).toMatch(/^AWS, /);
  });

  it.each(endings)('names for $id only a successor that has no end', ({ successor }) => {
    if (successor === undefined) return;
    expect(lastDayOf(successor.id)).toBeUndefined();
    expect(modelRowOf(successor.id)?.row.batch.verdict).toBe('yes');
  });

  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', '2026-09-10'],
    ['anthropic.claude-3-haiku-20240307-v1:0:48k', '2026-09-10'],
    ['anthropic.claude-sonnet-4-20250514-v1:0', '2026-10-14'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', '2026-07-30'],
    ['anthropic.claude-3-opus-20240229-v1:0', '2026-06-30'],
    ['meta.llama3-1-405b-instruct-v1:0', '2026-07-07'],
    ['meta.llama3-2-1b-instruct-v1:0', '2026-07-07'],
    ['meta.llama3-2-90b-instruct-v1:0', '2026-07-07'],
    ['amazon.nova-premier-v1:0', '2026-09-14'],
    ['ai21.jamba-1-5-large-v1:0', '2026-11-26'],
    ['twelvelabs.marengo-embed-2-7-v1:0', '2026-11-30'],
    ['anthropic.claude-opus-4-1-20250805-v1:0', '2027-01-08'],
  ])('knows the last day of %s', (id, lastDay) => {
    expect(lastDayOf(id)).toBe(lastDay);
  });

  it.each([
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
    'anthropic.claude-sonnet-4',
    'anthropic.claude-3-haiku',
    'anthropic.claude-3-haiku-20240307-v1:00',
    'anthropic.claude-opus-4-1-20250805-v2:0',
    'meta.llama3-20-1b-instruct-v1:0',
    'meta.llama3-1-405-instruct-v1:0',
    'meta.llama3-1-70b-instruct-v1:0',
    'meta.llama3-3-70b-instruct-v1:0',
    'amazon.nova-premier-v10:0',
    'ai21.jamba-1-50-v1:0',
    'amazon.nova-lite-v1:0',
  ])('does not take %s for a model that ends', (id) => {
    expect(lastDayOf(id)).toBeUndefined();
  });
});
