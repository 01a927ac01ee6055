import { describe, expect, it } from 'vitest';
import { explain, spots } from '../../support/explain.ts';

type Spot = readonly (string | undefined)[];

const hello = { role: 'user', content: 'Which genre is Jaws?' };
const TOOLS = { tools: [{ name: 'g', input_schema: { type: 'object' } }] };

/** Of InvokeModel: what is found, but that AWS's pages contradict each other about tools. */
function invoked(name: string, members: object): readonly Spot[] {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 4000, messages: [hello] };
  return spots(explain(`us.anthropic.claude-${name}`, { ...body, ...members })).filter(
    ([code]) => code !== 'MODEL_INPUT_FEATURE_CONTRADICTED',
  );
}

function warningsOf(name: string, members: object) {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 4000, messages: [hello] };
  return explain(`us.anthropic.claude-${name}`, { ...body, ...members }).map(
    ({ code, path, args }) => {
      expect(code).toBe('MODEL_INPUT_DOUBTFUL');
      const { expected, doubt } = args as Record<string, string>;
      return { path: path.join('/'), expected, doubt };
    },
  );
}

function conversed(name: string, members: object): readonly Spot[] {
  const messages = [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }];
  return spots(explain(`us.anthropic.claude-${name}`, { messages, ...members }, 'Converse'));
}

const fields = (members: object) => ({ additionalModelRequestFields: members });

const SONNET_4_5 = 'sonnet-4-5-20250929-v1:0';
const HAIKU_4_5 = 'haiku-4-5-20251001-v1:0';
const OPUS_4_6 = 'opus-4-6-v1';

describe('sampling of Claude', () => {
  const newest = ['opus-4-7', 'opus-4-8', 'opus-5', 'sonnet-5', 'opus-5-5', 'haiku-5-5'];

  it.each(newest)('is what it is by default for %s', (name) => {
    for (const members of [{ temperature: 1 }, { top_p: 0.99 }, { top_p: 1 }]) {
      expect(invoked(name, members)).toEqual([]);
      expect(conversed(name, fields(members))).toEqual([]);
    }
    for (const key of ['temperature', 'top_p', 'top_k']) {
      const members = { [key]: 0 };

      expect(invoked(name, members)).toEqual([['MODEL_INPUT_FORBIDDEN_KEY', key]]);
      expect(conversed(name, fields(members))).toEqual([
        ['MODEL_INPUT_FORBIDDEN_KEY', `additionalModelRequestFields/${key}`],
      ]);
    }
  });

  it.each([
    ['fable-5', { temperature: 1, top_p: 0.99 }, []],
    ['fable-5', { top_p: 0.999 }, []],
    ['fable-5', { top_p: 1 }, ['from 0.99 on and below 1']],
    ['fable-5-1', { temperature: 1 }, []],
    ['fable-5-2', { top_p: 0.99 }, []],
    ['fable-5-1', { top_p: 0.995 }, ['0.99 or none']],
    ['fable-5-2', { top_p: 1 }, ['0.99 or none']],
    ['fable-5-1', { temperature: 1, top_p: 0.99 }, ['none beside "temperature"']],
    ['fable-5-2', { temperature: 1, top_p: 1 }, ['0.99 or none', 'none beside "temperature"']],
    ['fable-5-3', { top_p: 1 }, ['0.99 or none']],
  ])('is warned of where the card says less than is known else: %s, %j', (name, members, least) => {
    const findings = warningsOf(name, members);

    expect(findings.map(({ path }) => path)).toEqual(least.map(() => 'top_p'));
    expect(findings.map(({ expected }) => expected)).toEqual(
      least.map((text) => expect.stringContaining(text)),
    );
    for (const { doubt } of findings) {
      expect(doubt).toMatch(
        /card of the model.*Anthropic's SDK|known of anthropic\.claude-fable-5-2/,
      );
    }
  });

  it.each([SONNET_4_5, 'opus-4-1-20250805-v1:0', 'opus-4-5-20251101-v1:0', 'sonnet-4-6'])(
    'is temperature or top_p for %s, never both',
    (name) => {
      const both = { temperature: 0.2, top_p: 0.9 };

      expect(invoked(name, { temperature: 0.2, top_k: 5 })).toEqual([]);
      expect(invoked(name, both)).toEqual([['MODEL_INPUT_SAMPLING_CONFLICT', 'top_p']]);
      expect(
        conversed(name, { inferenceConfig: { temperature: 0.2 }, ...fields({ top_p: 0.9 }) }),
      ).toEqual([['MODEL_INPUT_SAMPLING_CONFLICT', 'additionalModelRequestFields/top_p']]);
    },
  );

  it('is free for older models, and in doubt for those that nothing is known of', () => {
    expect(invoked('sonnet-4-20250514-v1:0', { temperature: 0.2, top_p: 0.9 })).toEqual([]);
    expect(invoked('opus-5-7', { temperature: 0.2 })).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'temperature'],
    ]);
    expect(invoked('sonnet-4-9', { temperature: 0.2, top_p: 0.9 })).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'top_p'],
    ]);
  });
});

describe('thinking of Claude', () => {
  const enabled = { thinking: { type: 'enabled', budget_tokens: 2000 } };
  const adaptive = { thinking: { type: 'adaptive' } };
  const disabled = { thinking: { type: 'disabled' } };
  const between = { thinking: { type: 'between_tools' } };
  const effort = (value: string) => ({ output_config: { effort: value } });

  it.each([
    ['sonnet-4-5-20250929-v1:0', enabled, undefined],
    [OPUS_4_6, enabled, undefined],
    [OPUS_4_6, adaptive, undefined],
    ['opus-4-7', enabled, 'MODEL_INPUT_VALUE'],
    ['opus-4-7', adaptive, undefined],
    ['opus-4-7', disabled, undefined],
    ['haiku-5-5', enabled, 'MODEL_INPUT_VALUE'],
    ['fable-5-1', enabled, 'MODEL_INPUT_DOUBTFUL'],
    ['3-haiku-20240307-v1:0', enabled, 'MODEL_INPUT_DOUBTFUL'],
    ['sonnet-4-20250514-v1:0', adaptive, 'MODEL_INPUT_DOUBTFUL'],
    [HAIKU_4_5, adaptive, undefined],
    ['fable-5', disabled, 'MODEL_INPUT_VALUE'],
    ['opus-5-5', disabled, 'MODEL_INPUT_VALUE'],
    ['opus-5', disabled, undefined],
    ['sonnet-5', disabled, 'MODEL_INPUT_DOUBTFUL'],
    ['fable-5-1', disabled, 'MODEL_INPUT_VALUE'],
    ['fable-5-2', disabled, 'MODEL_INPUT_VALUE'],
    ['opus-5', { ...disabled, ...effort('high') }, undefined],
    ['opus-5', { ...disabled, ...effort('xhigh') }, 'MODEL_INPUT_VALUE'],
    ['haiku-5-5', { ...disabled, ...effort('max') }, 'MODEL_INPUT_VALUE'],
    ['sonnet-5-5', between, undefined],
    ['opus-5', between, 'MODEL_INPUT_DOUBTFUL'],
  ])('of %s may be %j: %s', (name, members, code) => {
    expect(invoked(name, members)).toEqual(code === undefined ? [] : [[code, 'thinking/type']]);
    expect(conversed(name, fields(members))).toEqual(
      code === undefined ? [] : [[code, 'additionalModelRequestFields/thinking/type']],
    );
  });

  it('knows the effort beside it where Converse has it', () => {
    const members = { outputConfig: { effort: 'max' }, ...fields(disabled) };

    expect(conversed('opus-5', members)).toEqual([
      ['MODEL_INPUT_VALUE', 'additionalModelRequestFields/thinking/type'],
    ]);
    expect(conversed('opus-5', { outputConfig: { effort: 'max' } })).toEqual([]);
  });

  it('has its bounds in Converse too', () => {
    const small = { thinking: { type: 'enabled', budget_tokens: 100 } };

    expect(conversed(SONNET_4_5, fields(small))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'additionalModelRequestFields/thinking/budget_tokens'],
    ]);
    expect(
      conversed(SONNET_4_5, { inferenceConfig: { maxTokens: 2000 }, ...fields(enabled) }),
    ).toEqual([['MODEL_INPUT_DOUBTFUL', 'additionalModelRequestFields/thinking/budget_tokens']]);
  });

  it('is asked for with an effort only of models that take one', () => {
    expect(invoked(SONNET_4_5, effort('low'))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'output_config/effort'],
    ]);
    expect(invoked('sonnet-4-6', effort('low'))).toEqual([]);
    expect(conversed('opus-4-5-20251101-v1:0', { outputConfig: { effort: 'low' } })).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'outputConfig/effort'],
    ]);
  });
});

describe('the beginning of an answer', () => {
  const begun = (content: unknown) => ({ messages: [hello, { role: 'assistant', content }] });
  const text = (value: string) => [{ type: 'text', text: value }];

  it.each([OPUS_4_6, 'sonnet-4-6', 'opus-4-7', 'opus-5', 'fable-5', 'haiku-5-5'])(
    'is refused by %s',
    (name) => {
      const messages = [
        { role: 'user', content: [{ text: 'a' }] },
        { role: 'assistant', content: [{ text: '{' }] },
      ];

      expect(invoked(name, begun('{'))).toEqual([['MODEL_INPUT_VALUE', 'messages/1/role']]);
      expect(conversed(name, { messages })).toEqual([['MODEL_INPUT_VALUE', 'messages/1/role']]);
    },
  );

  it('is in doubt for models that nothing is known of', () => {
    expect(invoked('sonnet-6', begun('{'))).toEqual([['MODEL_INPUT_DOUBTFUL', 'messages/1/role']]);
  });

  it('is taken up to 4.5 where it does not end in white space', () => {
    expect(invoked(SONNET_4_5, begun('{'))).toEqual([]);
    expect(invoked(SONNET_4_5, begun(''))).toEqual([]);
    expect(invoked(SONNET_4_5, begun(text('Genre:')))).toEqual([]);
    expect(invoked(HAIKU_4_5, begun('Genre: '))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/1/content'],
    ]);
    expect(invoked(HAIKU_4_5, begun(text('Genre:\n')))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/1/content/0/text'],
    ]);
    expect(invoked(HAIKU_4_5, begun('Genre:\u3000'))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/1/content'],
    ]);
  });

  it('is none where the user has the last turn', () => {
    const messages = [hello, { role: 'assistant', content: 'Horror ' }, hello];

    expect(invoked(HAIKU_4_5, { messages })).toEqual([]);
    expect(invoked('opus-5', { messages })).toEqual([]);
  });
});

describe('a tool that has to be used', () => {
  const forced = { ...TOOLS, tool_choice: { type: 'tool', name: 'g' } };
  const any = { ...TOOLS, tool_choice: { type: 'any' } };
  const thinking = (type: string) => ({ thinking: { type, budget_tokens: 2000 } });

  it.each([
    [SONNET_4_5, forced, undefined],
    [SONNET_4_5, { ...any, thinking: { type: 'disabled' } }, undefined],
    [SONNET_4_5, { ...forced, ...thinking('enabled') }, 'MODEL_INPUT_VALUE'],
    [OPUS_4_6, { ...any, thinking: { type: 'adaptive' } }, 'MODEL_INPUT_VALUE'],
    ['opus-4-7', { ...any, thinking: { type: 'adaptive' } }, 'MODEL_INPUT_DOUBTFUL'],
    ['opus-5-5', any, 'MODEL_INPUT_DOUBTFUL'],
    ['sonnet-5-5', forced, 'MODEL_INPUT_DOUBTFUL'],
    ['fable-5-1', forced, 'MODEL_INPUT_DOUBTFUL'],
    ['sonnet-5', forced, 'MODEL_INPUT_DOUBTFUL'],
    ['sonnet-5-5', { ...TOOLS, tool_choice: { type: 'auto' } }, undefined],
    ['fable-5', forced, undefined],
    ['fable-5-2', forced, 'MODEL_INPUT_DOUBTFUL'],
    ['fable-5-3', any, 'MODEL_INPUT_DOUBTFUL'],
    ['opus-5-6', forced, 'MODEL_INPUT_DOUBTFUL'],
  ])('is taken by %s with %j: %s', (name, members, code) => {
    expect(invoked(name, members)).toEqual(code === undefined ? [] : [[code, 'tool_choice/type']]);
  });
});
