import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takesOf } from '../../../src/models/facts/claude/takes.ts';
import {
  compareVersions,
  isSameModel,
  lineOf,
  type ModelLine,
} from '../../../src/models/facts/model-line.ts';
import { modelLines, modelRowOf } from '../../../src/models/facts/model-table.ts';
import { resolveName } from '../../../src/models/registry/model-lookup.ts';
import { explain } from '../support/explain.ts';

/** How models of a line are named, by what comes behind its name; the first that fits. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^claude-(?<kind>.+)$/, 'anthropic.claude-KIND-VERSION'],
  [/^nova-(?<kind>.+)$/, 'amazon.nova-VERSION-KIND-v1:0'],
  [/^llama$/, 'meta.llamaVERSION-9b-instruct-v1:0'],
  [/^qwen$/, 'qwen.qwenVERSION-9b'],
  [/^qwen-(?<kind>.+)$/, 'qwen.qwenVERSION-KIND-9b'],
  [/^gemma$/, 'google.gemma-VERSION-9b-it'],
  [/^(?<kind>nemotron-.+)$/, 'nvidia.KIND-VERSION-9b'],
  [/^kimi$/, 'moonshotai.kimi-kVERSION'],
  [/^deepseek$/, 'deepseek.vVERSION'],
  [/^glm$/, 'zai.glm-VERSION'],
  [/^glm-(?<kind>.+)$/, 'zai.glm-VERSION-KIND'],
  [/^minimax$/, 'minimax.minimax-mVERSION'],
  [/^(?<kind>.*tral.*)$/, 'mistral.KIND-VERSION-9b'],
];

/** The id of a model of the same line whose major version is later. */
function laterThan({ line, version: [major = 0] }: ModelLine, by: number): string {
  const [pattern, name = ''] = NAMES.find(([one]) => one.test(line)) ?? [];
  const kind = pattern?.exec(line)?.groups?.['kind'] ?? '';
  return name.replace('KIND', kind).replace('VERSION', String(major + by));
}

const HELLO = { messages: [{ role: 'user', content: 'Hello' }] };
const BLOCKS = { messages: [{ role: 'user', content: [{ text: 'Hello' }] }] };

/** Bodies that ask for what some model of the family refuses. */
const BODIES: Readonly<Record<string, object>> = {
  converse: {
    ...BLOCKS,
    inferenceConfig: { maxTokens: 10_000_000, temperature: 0.5, topP: 0.5 },
    additionalModelRequestFields: {
      reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' },
      thinking: { type: 'disabled' },
    },
  },
  'claude-messages': {
    ...HELLO,
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 10_000_000,
    temperature: 0.5,
    top_p: 0.5,
    top_k: 5,
  },
  'openai-chat': HELLO,
  'nova-messages': {
    ...BLOCKS,
    inferenceConfig: {
      maxTokens: 10_000_000,
      reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' },
    },
  },
  llama: { prompt: 'Hello', max_gen_len: 10_000_000, images: ['iVBORw0KGgo='] },
};

const known = modelLines();
const isListed = (id: string) => {
  const line = lineOf(id);
  return known.some((one) => line !== undefined && isSameModel(one, line));
};
const later = fc
  .record({ of: fc.constantFrom(...known), by: fc.integer({ min: 1, max: 20 }) })
  .map(({ of, by }) => ({ of, id: laterThan(of, by) }))
  .filter(({ id }) => !isListed(id));

describe('a model that is newer than all of its line', () => {
  it('always takes what is known of the nearest older one, and the same schema', () => {
    fc.assert(
      fc.property(later, ({ of, id }) => {
        const line = lineOf(id);
        const found = modelRowOf(id);
        const lender = known.find(({ row }) => row.id === found?.borrowedFrom);

        expect(line?.line, id).toBe(of.line);
        expect(lender?.line, id).toBe(of.line);
        expect(compareVersions(lender?.version ?? [], line?.version ?? [])).toBeLessThanOrEqual(0);
        // one that is nearer is none
        const between = known.filter(
          (one) =>
            one.line === of.line &&
            compareVersions(one.version, line?.version ?? []) <= 0 &&
            compareVersions(one.version, lender?.version ?? []) > 0,
        );
        expect(between, id).toEqual([]);
        expect(found?.row.batch.verdict, id).not.toBe('no');
        const hasSchema = found?.row.family !== undefined;
        if (hasSchema) expect(found?.row.family, id).toBe(lender?.row.family);
        expect(resolveName(id, { invocationType: 'Converse' }).kind, id).toBe('known');
      }),
    );
  });

  it('is never found to be wrong without a doubt, where that is known of another one', () => {
    fc.assert(
      fc.property(later, fc.constantFrom('InvokeModel', 'Converse'), ({ id }, type) => {
        const family = type === 'Converse' ? 'converse' : modelRowOf(id)?.row.family;
        const body = BODIES[family ?? ''];
        if (body === undefined) return;

        for (const finding of explain(id, body, type)) {
          expect(finding.code, id).toBe('MODEL_INPUT_DOUBTFUL');
        }
      }),
    );
  });

  it('always has a doubt about what bodies of Claude may ask for', () => {
    fc.assert(
      fc.property(later, ({ id }) => {
        const takes = takesOf(id);
        expect(takes !== undefined, id).toBe(id.startsWith('anthropic.'));
        if (takes === undefined) return;

        expect(takes.sampling, id).toBeDefined();
        expect(takes.prefill, id).toBeDefined();
        for (const fact of Object.values(takes)) expect(fact?.doubt, id).toBeDefined();
      }),
    );
  });
});
