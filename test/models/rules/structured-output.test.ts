import { describe, expect, it } from 'vitest';
import { claude, type ModelInputFinding } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-sonnet-4-6';
const OPENAI = 'qwen.qwen3-32b-v1:0';
const CONTRADICTED = 'MODEL_INPUT_FEATURE_CONTRADICTED';

const messages = [{ role: 'user' as const, content: 'Hello' }];
const claudeBody = claude.messages({ max_tokens: 9, messages });

/** Findings in a schema, as Claude takes it; paths start at the schema. */
function faultsIn(schema: object): readonly ModelInputFinding[] {
  const modelInput = { ...claudeBody, output_config: { format: { type: 'json_schema', schema } } };
  return explain(CLAUDE, modelInput)
    .filter(({ code }) => code !== CONTRADICTED)
    .map((finding) => ({ ...finding, path: finding.path.slice(3) }));
}

function objectOf(properties: object, more: object = {}): object {
  return { type: 'object', additionalProperties: false, properties, ...more };
}

describe('a JSON Schema of structured output', () => {
  it('is taken where it keeps to the documented subset', () => {
    const schema = objectOf(
      {
        label: { type: 'string', enum: ['spam', 'ham', null, 1], description: 'Which it is' },
        at: { type: ['string', 'null'], format: 'date-time' },
        tags: { type: 'array', items: { type: 'string' }, minItems: 1 },
        place: { $ref: '#/$defs/place' },
        again: { $ref: '#/$defs/place' },
        either: { anyOf: [{ type: 'integer' }, { const: 'none' }] },
        minimum: { type: 'number' },
      },
      { required: ['label'], $defs: { place: objectOf({ city: { type: 'string' } }) } },
    );

    expect(faultsIn(schema)).toEqual([]);
  });

  it.each(['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength'])(
    'has no place for %s, at its place',
    (keyword) => {
      const schema = objectOf({
        items: { type: 'array', items: { type: 'number', [keyword]: 1 } },
      });

      expect(faultsIn(schema)).toMatchObject([
        {
          code: 'MODEL_INPUT_FORBIDDEN_KEY',
          path: ['properties', 'items', 'items', keyword],
          args: { key: keyword, reason: expect.stringContaining('status 400') },
        },
      ]);
    },
  );

  it.each([
    ['an unknown type', { type: 'date' }, 'properties/x/type'],
    ['an unknown type in a list', { type: ['string', 'date'] }, 'properties/x/type'],
    ['an enum of objects', { enum: [{}] }, 'properties/x/enum'],
    ['an unknown format', { type: 'string', format: 'phone' }, 'properties/x/format'],
    ['more than one element', { type: 'array', minItems: 2 }, 'properties/x/minItems'],
    [
      'other properties',
      { type: 'object', additionalProperties: { type: 'string' } },
      'properties/x/additionalProperties',
    ],
    ['a reference outside', { $ref: 'https://example.com/a.json' }, 'properties/x/$ref'],
    ['a reference to nothing', { $ref: '#/$defs/none' }, 'properties/x/$ref'],
    ['a reference to the whole', { $ref: '#' }, 'properties/x/$ref'],
    ['no schema', 7, 'properties/x'],
  ])('is refused for %s', (_name, x, path) => {
    expect(spots(faultsIn(objectOf({ x })))).toEqual([['MODEL_INPUT_VALUE', path]]);
  });

  it('is taken with references that are percent-encoded, as in a URI', () => {
    const $defs = { 'a b': objectOf({}), 'ü/~': objectOf({}), '100%': objectOf({}) };
    const references = ['a%20b', 'a b', '%C3%BC~1~0', 'ü%7E1%7E0', '100%25', '100%'];
    const properties = Object.fromEntries(
      references.map((step, at) => [`p${at}`, { $ref: `#/$defs/${step}` }]),
    );

    expect(faultsIn(objectOf(properties, { $defs }))).toEqual([]);
    expect(spots(faultsIn(objectOf({ x: { $ref: '#/$defs/a%2520b' } }, { $defs })))).toEqual([
      ['MODEL_INPUT_VALUE', 'properties/x/$ref'],
    ]);
  });

  it('is refused for a recursion over several definitions, and only there', () => {
    const $defs = {
      tree: objectOf({ leaf: { $ref: '#/$defs/leaf' } }),
      leaf: objectOf({ tree: { $ref: '#/$defs/tree' } }),
    };

    expect(brief(faultsIn(objectOf({ tree: { $ref: '#/$defs/tree' } }, { $defs })))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        '$defs/leaf/properties/tree/$ref',
        {
          expected: 'a reference that does not lead back to where it stands',
          received: 'a recursion to "#/$defs/tree"',
        },
      ],
    ]);
  });

  it.each([
    ['a keyword that AWS does not list', { type: 'string', pattern: '^a' }, 'properties/x/pattern'],
    ['an object that does not say', { type: 'object', properties: {} }, 'properties/x'],
    ['true', true, 'properties/x'],
  ])('is in doubt for %s', (_name, x, path) => {
    expect(spots(faultsIn(objectOf({ x })))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it('is followed only so deep, and never for ever', () => {
    let deep: object = { type: 'string', minLength: 1 };
    for (let depth = 0; depth < 5000; depth += 1) deep = { anyOf: [deep] };
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, {}]));

    expect(faultsIn(deep)).toEqual([]);
    expect(faultsIn(objectOf(wide))).toEqual([]);
  });
});

describe('structured output', () => {
  const schema = objectOf({ age: { type: 'integer', minimum: 0 } });

  it('is warned of, for the pages of AWS contradict one another', () => {
    const format = { type: 'json_schema', schema: objectOf({}) };
    const response_format = {
      type: 'json_schema',
      json_schema: { name: 'x', schema: objectOf({}) },
    };

    expect(spots(explain(CLAUDE, { ...claudeBody, output_config: { format } }))).toEqual([
      [CONTRADICTED, 'output_config/format'],
    ]);
    expect(spots(explain(OPENAI, { messages, response_format }))).toEqual([
      [CONTRADICTED, 'response_format'],
    ]);
    expect(explain(OPENAI, { messages, response_format: { type: 'text' } })).toEqual([]);
    expect(explain(OPENAI, { messages, response_format: null, tools: [] })).toEqual([]);
  });

  it('is checked in the response_format of open-weight models', () => {
    const asked = (json_schema?: unknown) =>
      spots(
        explain(OPENAI, {
          messages,
          response_format: {
            type: 'json_schema',
            ...(json_schema !== undefined && { json_schema }),
          },
        }),
      ).filter(([code]) => code !== CONTRADICTED);

    expect(asked({ name: 'person', schema })).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'response_format/json_schema/schema/properties/age/minimum'],
    ]);
    expect(asked()).toEqual([['MODEL_INPUT_REQUIRED', 'response_format/json_schema']]);
    expect(asked('{}')).toEqual([['MODEL_INPUT_TYPE', 'response_format/json_schema']]);
    expect(asked({ name: 'person', schema: '{}' })).toEqual([
      ['MODEL_INPUT_TYPE', 'response_format/json_schema/schema'],
    ]);
  });

  it('is text for Converse, and what is in it is said of the text', () => {
    const asked = (text: unknown) =>
      brief(
        explain(
          CLAUDE,
          {
            messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
            outputConfig: {
              textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: text } } },
            },
          },
          'Converse',
        ),
      ).filter(([code]) => code !== CONTRADICTED);
    const path = 'outputConfig/textFormat/structure/jsonSchema/schema';
    const expected = 'a JSON Schema written as JSON in a string, as JSON.stringify writes it';

    expect(asked(JSON.stringify(objectOf({})))).toEqual([]);
    expect(asked(schema)).toEqual([
      ['MODEL_INPUT_TYPE', path, { expected, received: 'an object' }],
    ]);
    expect(asked('{"type":')).toEqual([
      ['MODEL_INPUT_VALUE', path, { expected, received: 'a string that is not a JSON object' }],
    ]);
    expect(asked(JSON.stringify(schema))).toMatchObject([
      [
        'MODEL_INPUT_VALUE',
        path,
        {
          expected: expect.stringMatching(/^a schema without "properties\.age\.minimum" \(struct/),
        },
      ],
    ]);
    expect(asked(JSON.stringify(objectOf({ x: { type: 'date' } })))).toMatchObject([
      ['MODEL_INPUT_VALUE', path, { received: '"date" in "properties.x.type"' }],
    ]);
    expect(asked('{"pattern":"a"}')).toMatchObject([['MODEL_INPUT_DOUBTFUL', path, {}]]);
  });

  it('is refused by Claude beside citations', () => {
    const source = { type: 'text', media_type: 'text/plain', data: 'x' };
    const document = (enabled: boolean) => ({ type: 'document', source, citations: { enabled } });
    const format = { type: 'json_schema', schema: objectOf({}) };
    const asked = (enabled: boolean, members: object) => ({
      ...claudeBody,
      messages: [{ role: 'user', content: [document(enabled)] }],
      ...members,
    });
    const place = 'messages/0/content/0/citations';

    expect(explain(CLAUDE, asked(true, {}))).toEqual([]);
    expect(spots(explain(CLAUDE, asked(false, { output_config: { format } })))).toEqual([
      [CONTRADICTED, 'output_config/format'],
    ]);
    expect(spots(explain(CLAUDE, asked(true, { output_config: { format } })))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', place],
      [CONTRADICTED, 'output_config/format'],
    ]);
  });

  it('is refused by Claude beside citations in Converse too, and not by others', () => {
    const document = { name: 'a', source: { text: 'x' }, citations: { enabled: true } };
    const structure = { jsonSchema: { schema: '{}' } };
    const body = {
      messages: [{ role: 'user', content: [{ document }, { text: 'Hi' }] }],
      outputConfig: { textFormat: { type: 'json_schema', structure } },
    };

    expect(spots(explain(CLAUDE, body, 'Converse'))).toContainEqual([
      'MODEL_INPUT_FORBIDDEN_KEY',
      'messages/0/content/0/document/citations',
    ]);
    expect(spots(explain('amazon.nova-pro-v1:0', body, 'Converse'))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/document/citations'],
      [CONTRADICTED, 'outputConfig/textFormat'],
    ]);
  });

  it('has an old name that AWS calls deprecated', () => {
    expect(spots(explain(CLAUDE, { ...claudeBody, output_format: {} }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'output_format'],
    ]);
  });
});
