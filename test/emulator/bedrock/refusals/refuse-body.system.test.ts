import { describe, expect, it } from 'vitest';
import {
  knownRefusals,
  refuseBody,
} from '../../../../src/emulator/bedrock/refusals/refuse-body.ts';
import { CLAUDE, line, MINUTE, type OutputLine, setUp } from '../workbench.ts';

const OPUS_5 = 'us.anthropic.claude-opus-5';
const OPUS_4_7 = 'us.anthropic.claude-opus-4-7';
const SONNET_4_6 = 'us.anthropic.claude-sonnet-4-6';
const SONNET_5_5 = 'us.anthropic.claude-sonnet-5-5';
const NOVA = 'us.amazon.nova-pro-v1:0';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

type Body = Readonly<Record<string, unknown>>;

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });

function claude(more: Body = {}): Body {
  const own = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 100 };
  return { ...own, messages: [user('Which genre is Jaws?')], ...more };
}

const talk = (...messages: readonly object[]) => claude({ messages });
const converse = (more: Body) => ({ messages: [user([{ text: 'q' }])], ...more });
const said = (...content: readonly object[]) => converse({ messages: [user(content)] });

const image = (media_type: string, data: string = PNG) => ({
  type: 'image',
  source: { type: 'base64', media_type, data },
});
const large = (characters: number) => image('image/png', PNG.slice(0, 40).padEnd(characters, 'A'));
const text = { type: 'text', text: '?' };
const tool = (name: string, input_schema: object = { type: 'object' }) => ({ name, input_schema });
const use = (id: string) => ({ type: 'tool_use', id, name: 'g', input: {} });
const answer = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'x' });
const cached = (ttl?: string) => ({
  type: 'text',
  text: 'a',
  cache_control: { type: 'ephemeral', ...(ttl === undefined ? {} : { ttl }) },
});
const file = (name: string, format = 'pdf', bytes = 'JVBERi0xLjQK') => ({
  document: { name, format, source: { bytes } },
});
const point = (ttl?: string) => ({ cachePoint: { type: 'default', ...(ttl ? { ttl } : {}) } });
const forced = { tools: [tool('g')], tool_choice: { type: 'any' } };

interface Case {
  readonly model: string;
  readonly form: 'InvokeModel' | 'Converse';
  /** Each with a part of the text of its refusal; empty where it is taken. */
  readonly bodies: readonly (readonly [Body, string])[];
}

async function run({ model, form, bodies }: Case): Promise<readonly OutputLine[]> {
  const bench = await setUp();
  const lines = bodies.map(([body], at) => line(String(at), JSON.stringify(body)));
  await bench.put('in/a.jsonl', lines.join(''));
  const jobArn = await bench.create({ modelId: model, modelInvocationType: form });
  await bench.emulator.advance(MINUTE);
  const refused = bodies.filter(([, words]) => words !== '').length;
  expect(await bench.get(jobArn)).toMatchObject({
    status: 'Completed',
    successRecordCount: bodies.length - refused,
    errorRecordCount: refused,
  });
  const outputs = await bench.outputs(jobArn, 'a.jsonl');
  return outputs.sort((a, b) => Number(a.recordId) - Number(b.recordId));
}

const INVOKE = 'InvokeModel';
const CONVERSE = 'Converse';

const cases: readonly (readonly [string, Case])[] = [
  [
    'nothing that is not seen of newer models of Claude',
    {
      model: 'us.anthropic.claude-opus-5-7',
      form: INVOKE,
      bodies: [
        [claude({ temperature: 0.7, top_k: 5 }), ''],
        [claude({ thinking: { type: 'enabled', budget_tokens: 2000 } }), ''],
        [claude({ thinking: { type: 'disabled' } }), ''],
        [talk(user('Hi'), assistant('{')), ''],
        [claude(forced), ''],
        [claude({ max_tokens: 500_000 }), ''],
      ],
    },
  ],
  [
    'versions, nulls and schemas of Claude',
    {
      model: CLAUDE,
      form: INVOKE,
      bodies: [
        [claude({ anthropic_version: '2023-06-01' }), 'Invalid API version: 2023-06-01'],
        [claude({ temperature: null }), '#/temperature: expected type: Number, found: Null'],
        [claude({ anthropic_beta: null }), '#/anthropic_beta: expected type: JSONArray, found'],
        [
          claude({ tools: [tool('g', { type: 'array' })] }),
          "tools.0.custom.input_schema.type: Input should be 'object'",
        ],
        [claude({ temperature: 0 }), ''],
      ],
    },
  ],
  [
    'empty text of Titan',
    {
      model: 'amazon.titan-embed-text-v2:0',
      form: INVOKE,
      bodies: [
        [{ inputText: '' }, 'Malformed input request: expected minLength: 1, actual: 0'],
        [{ inputText: ' ' }, ''],
      ],
    },
  ],
  [
    'sampling by the newer Claude',
    {
      model: OPUS_5,
      form: INVOKE,
      bodies: [
        [claude({ temperature: 0.7 }), '`temperature` is deprecated for this model.'],
        [claude({ temperature: 1 }), ''],
        [claude({ top_p: 0.9 }), '`top_p` is deprecated'],
        [claude({ top_p: 0.99 }), ''],
        [claude({ top_k: 5 }), '`top_k` is deprecated'],
      ],
    },
  ],
  [
    'sampling by the newer Claude, as Converse says it',
    {
      model: OPUS_4_7,
      form: CONVERSE,
      bodies: [
        [
          converse({ inferenceConfig: { temperature: 0 } }),
          'The model returned the following errors: `temperature` is deprecated',
        ],
        [converse({ additionalModelRequestFields: { top_k: 9 } }), '`top_k` is deprecated'],
        [converse({ inferenceConfig: { maxTokens: 9 } }), ''],
      ],
    },
  ],
  [
    'temperature beside top_p',
    {
      model: CLAUDE,
      form: INVOKE,
      bodies: [
        [claude({ temperature: 0.5, top_p: 0.9 }), 'cannot both be specified for this model'],
        [claude({ temperature: 0.5, top_k: 9 }), ''],
        [claude({ top_p: 0.5 }), ''],
      ],
    },
  ],
  [
    'thinking with a budget, and prefill, from where they end',
    {
      model: OPUS_4_7,
      form: INVOKE,
      bodies: [
        [
          claude({ max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 2000 } }),
          '"thinking.type.enabled" is not supported',
        ],
        [claude({ thinking: { type: 'adaptive' } }), ''],
        [talk(user('q'), assistant('Genre:')), 'does not support assistant message prefill'],
      ],
    },
  ],
  [
    'prefill by 4.6, which takes a budget still',
    {
      model: SONNET_4_6,
      form: INVOKE,
      bodies: [
        [claude({ max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 2000 } }), ''],
        [talk(user('q'), assistant('Genre:')), 'does not support assistant message prefill'],
        [claude({ max_tokens: 128_001 }), 'max_tokens: 128001 > 128000'],
        [claude({ thinking: { type: 'adaptive' }, ...forced }), 'Thinking may not be enabled'],
        [claude({ thinking: { type: 'disabled' }, ...forced }), ''],
      ],
    },
  ],
  [
    'thinking that is never off',
    {
      model: SONNET_5_5,
      form: INVOKE,
      bodies: [
        [claude({ thinking: { type: 'disabled' } }), '"thinking.type.disabled" is not supported'],
        [claude({ thinking: { type: 'between_tools' } }), ''],
        [
          claude({ tools: [tool('g')], tool_choice: { type: 'tool', name: 'g' } }),
          'type "tool" and "any" are not supported',
        ],
      ],
    },
  ],
  [
    'texts of turns',
    {
      model: CLAUDE,
      form: INVOKE,
      bodies: [
        [talk(user('q'), assistant('Genre: ')), 'cannot end with trailing whitespace'],
        [talk(user('q'), assistant('Genre:')), ''],
        [talk(user('q'), assistant('')), ''],
        [talk(user(' \n')), 'must contain non-whitespace text'],
        [talk(user([{ ...text, text: '' }])), 'must be non-empty'],
        [talk(user([{ ...text, text: ' ' }, text])), ''],
        [talk(user('q'), assistant(' '), user('and?')), ''],
      ],
    },
  ],
  [
    'images unlike their label, and bytes that are none',
    {
      model: CLAUDE,
      form: INVOKE,
      bodies: [
        [
          talk(user([text, image('image/jpeg')])),
          'messages.0.content.1.image.source.base64: The image was specified using the image/jpeg media type, but the image appears to be a image/png image',
        ],
        [talk(user([text, image('image/png')])), ''],
        [talk(user([text, image('image/png', btoa(PNG))])), 'Could not process image'],
        [talk(user([text, image('image/png', '')])), 'Could not process image'],
        [
          talk(user([text, large(5_242_884)])),
          'messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 5242884 bytes > 5242880 bytes',
        ],
        [talk(user([text, large(5_242_880)])), ''],
        [
          talk(
            user('q'),
            assistant([use('a')]),
            user([{ ...answer('a'), content: [image('image/gif')] }]),
          ),
          'messages.2.content.0.tool_result.content.0.image.source.base64: The image was specified',
        ],
      ],
    },
  ],
  [
    'tools, their uses and their results',
    {
      model: CLAUDE,
      form: INVOKE,
      bodies: [
        [claude({ tools: [tool('a'), tool('a')] }), 'Tool names must be unique'],
        [claude({ tools: [tool('a'), tool('b')] }), ''],
        [
          claude({ tools: [tool('a', { anyOf: [{ type: 'object' }] })] }),
          'tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf',
        ],
        [claude({ tools: [tool('a', {})] }), 'tools.0.custom.input_schema.type: Field required'],
        [
          talk(user('q'), assistant([use('a'), use('a')]), user([answer('a')])),
          '`tool_use` ids must be unique',
        ],
        [
          claude({ tools: [tool('a')], tool_choice: { type: 'tool', name: 'b' } }),
          "Tool 'b' not found in provided tools",
        ],
        [
          talk(user('q'), assistant([use('t1')]), user('and?')),
          'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1',
        ],
        [
          talk(user([answer('t9')])),
          'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t9',
        ],
        [
          talk(
            user('q'),
            assistant([use('a'), use('b')]),
            user([answer('a')]),
            user([answer('b')]),
          ),
          '',
        ],
        [
          claude({
            ...{ max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 2000 } },
            ...{ tools: [tool('g')], tool_choice: { type: 'any' } },
          }),
          'Thinking may not be enabled when tool_choice forces tool use',
        ],
      ],
    },
  ],
  [
    'cached prompts',
    {
      model: CLAUDE,
      form: INVOKE,
      bodies: [
        [claude({ system: [cached('2h')] }), "ttl: Input should be '5m' or '1h'"],
        [
          talk(user(Array.from({ length: 5 }, () => cached()))),
          'A maximum of 4 blocks with cache_control may be provided. Found 5.',
        ],
        [talk(user([cached('5m'), cached('1h')])), "must not come after a ttl='5m'"],
        [claude({ system: [cached('1h')], messages: [user([cached()])] }), ''],
      ],
    },
  ],
  [
    'documents and tools by Converse',
    {
      model: CLAUDE,
      form: CONVERSE,
      bodies: [
        [said({ text: 'q' }, file('a'), file('a')), "can't contain duplicate document names"],
        [
          said({ text: 'q' }, ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => file(name))),
          "You can't include more than 5 documents in a request.",
        ],
        [said({ text: ' ' }, file('a')), 'A text block must be included when using documents'],
        [said({ text: 'q' }, file('film_review')), ''],
        [said({ text: 'q' }, file('Report 1 [a] (b)-c')), ''],
        ...['a.pdf', 'a\u3000b', 'a\tb', 'a  b', 'a:b'].map(
          (name) =>
            [
              said({ text: 'q' }, file(name)),
              'The document file name can only contain alphanumeric characters',
            ] as const,
        ),
        [said({ text: 'q' }, file('a', 'docx', 'A'.repeat(6_291_460))), '[emulator] a document'],
        [said({ text: 'q' }, file('a', 'pdf', 'A'.repeat(6_291_460))), ''],
        [said({ text: 'q' }, file('a', 'docx'), point()), '[emulator] messages.0.content.2'],
        [said({ text: 'q' }, file('a'), point('1h')), ''],
        [said({ text: 'q' }, point('2h')), 'ttl is neither 5m nor 1h'],
        [
          converse({
            messages: [
              user([{ text: 'q' }]),
              assistant([{ reasoningContent: {} }, point(), { text: 'a' }]),
              user([{ text: 'q' }]),
            ],
          }),
          'a cachePoint may follow neither reasoning',
        ],
        [converse({ toolConfig: { tools: [] } }), '[emulator] toolConfig is not supported'],
        [
          said({ toolResult: { toolUseId: 't', content: [{ text: 'x' }] } }),
          'The toolConfig field must be defined when using toolUse and toolResult',
        ],
      ],
    },
  ],
  [
    'answers of Nova that are too long',
    {
      model: NOVA,
      form: INVOKE,
      bodies: [
        [
          converse({ inferenceConfig: { maxTokens: 10_001 } }),
          'The maximum tokens you requested exceeds the model limit of 10000.',
        ],
        [converse({ inferenceConfig: { maxTokens: 10_000 } }), ''],
        [{ inputText: 'q' }, 'Malformed input request: #: required key [messages] not found'],
      ],
    },
  ],
];

describe('a job with records that Bedrock is known to refuse', () => {
  it.each(cases)('ends with their outcomes: %s', async (_what, asked) => {
    const outputs = await run(asked);

    const words = outputs.map(({ error }) => error?.errorMessage ?? '');
    expect(words).toEqual(
      asked.bodies.map(([, part]) => (part === '' ? '' : expect.stringContaining(part))),
    );
    expect(outputs.filter(({ modelOutput }) => modelOutput === undefined)).toEqual(
      outputs.filter(({ error }) => error?.errorCode === 400),
    );
  });
});

describe('knownRefusals', () => {
  it('say where and when they were seen', () => {
    for (const { source, seenOn } of knownRefusals) {
      expect(source).not.toBe('');
      expect(seenOn, source).toMatch(/^20\d\d(?:-\d\d){0,2}$/);
    }
  });

  it('are told apart by ids: what one generation refuses another takes', () => {
    const model = (id: string) => ({ model: `anthropic.claude-${id}`, form: INVOKE }) as const;
    const warm = claude({ temperature: 0.5 });
    const both = claude({ temperature: 0.5, top_p: 0.9 });

    for (const id of [
      'sonnet-4-20250514-v1:0',
      'opus-4-20250514-v1:0',
      '3-7-sonnet-20250219-v1:0',
    ]) {
      expect(refuseBody(both, model(id)), id).toBeUndefined();
    }
    for (const id of ['opus-4-1-20250805-v1:0', 'opus-4-5-20251101-v1:0', 'opus-4-6-v1']) {
      expect(refuseBody(warm, model(id)), id).toBeUndefined();
      expect(refuseBody(both, model(id)), id).toBeDefined();
    }
    for (const id of ['opus-4-8', 'sonnet-5', 'fable-5', 'opus-5-5', 'haiku-5-5']) {
      expect(refuseBody(warm, model(id)), id).toBeDefined();
    }
  });

  it('hold with the length of a context behind the id, and for no later Fable', () => {
    const off = claude({ thinking: { type: 'disabled' } });
    const model = (id: string) => ({ model: `anthropic.claude-${id}`, form: INVOKE }) as const;

    expect(refuseBody(claude({ temperature: 0.5 }), model('opus-4-8:1m'))).toBeDefined();
    expect(refuseBody(off, model('fable-5'))).toBeDefined();
    expect(refuseBody(off, model('fable-5-1'))).toBeUndefined();
  });

  it('look for the effort in both places of Converse', () => {
    const thinking = { type: 'disabled' };
    const asked = { model: 'anthropic.claude-opus-5', form: CONVERSE } as const;
    const fields = { thinking, output_config: { effort: 'max' } };
    const effort = (name: string) => ({
      ...converse({ additionalModelRequestFields: { thinking } }),
      outputConfig: { effort: name },
    });

    expect(refuseBody(converse({ additionalModelRequestFields: fields }), asked)).toBeDefined();
    expect(refuseBody(effort('xhigh'), asked)).toBeDefined();
    expect(refuseBody(effort('high'), asked)).toBeUndefined();
  });

  it('are of Llama where an image is not what it says', () => {
    const asked = { model: 'meta.llama4-scout-17b-instruct-v1:0', form: CONVERSE } as const;
    const shown = (format: string) =>
      said({ text: 'q' }, { image: { format, source: { bytes: PNG } } });

    expect(refuseBody(shown('png'), asked)).toBeUndefined();
    expect(refuseBody(shown('jpeg'), asked)).toBeDefined();
  });

  it('concern no model that is not known', () => {
    const modelInput = { ...claude({ temperature: 0.5, top_p: 0.9 }), anything: 1 };

    expect(refuseBody(modelInput, { model: undefined, form: INVOKE })).toBeUndefined();
  });
});

describe('what is seen of one model', () => {
  it.each(['opus-5-7', 'sonnet-4-8', 'opus-6', 'haiku-5', 'fable-5-3', 'sonnet-6-1'])(
    'is not said of a model that nothing was seen of: %s',
    (name) => {
      const asked = { model: `anthropic.claude-${name}`, form: 'InvokeModel' } as const;

      for (const body of [
        claude({ temperature: 0.2, top_p: 0.5 }),
        claude({ thinking: { type: 'enabled', budget_tokens: 2000 } }),
        claude({ thinking: { type: 'disabled' } }),
        talk(user('Hi'), assistant('{')),
      ]) {
        expect(refuseBody(body, asked)).toBeUndefined();
      }
    },
  );

  it.each(['opus-5', 'opus-5-v1:0', 'opus-5-20260901-v1:0', 'fable-5-2'])(
    'is said of it with any date and version: %s',
    (name) => {
      const asked = { model: `anthropic.claude-${name}`, form: 'InvokeModel' } as const;

      expect(refuseBody(claude({ temperature: 0.2 }), asked)?.errorMessage).toContain(
        'temperature',
      );
    },
  );
});
