import { describe, expect, it } from 'vitest';
import { explain, spots } from '../support/explain.ts';

const CONTRADICTED = 'MODEL_INPUT_FEATURE_CONTRADICTED';
const NOVA = 'us.amazon.nova-pro-v1:0';

function ofClaude(input_schema: object, members: object = {}) {
  const tool = { name: 'genre', input_schema, ...members };
  const body = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 9,
    messages: [{ role: 'user', content: 'Which genre is Jaws?' }],
    tools: [tool],
  };
  return spots(explain('us.anthropic.claude-haiku-4-5-20251001-v1:0', body))
    .filter(([code]) => code !== CONTRADICTED)
    .map(([code, path = '']) => [code, path.replace('tools/0/input_schema', '#')]);
}

function ofNova(json: object) {
  const body = {
    messages: [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }],
    toolConfig: { tools: [{ toolSpec: { name: 'genre', inputSchema: { json } } }] },
  };
  return spots(explain(NOVA, body))
    .filter(([code]) => code !== CONTRADICTED)
    .map(([code, path = '']) => [
      code,
      path.replace('toolConfig/tools/0/toolSpec/inputSchema/json', '#'),
    ]);
}

const properties = { genre: { anyOf: [{ type: 'string' }, { type: 'null' }] } };

describe('the schema of a tool of Claude', () => {
  it('is one of an object, whatever else it says of it', () => {
    for (const more of [
      {},
      { properties },
      { $defs: {}, $schema: 'x', additionalProperties: false },
    ]) {
      expect(ofClaude({ type: 'object', ...more })).toEqual([]);
    }
  });

  it.each(['anyOf', 'oneOf', 'allOf'])('has no %s at its top', (key) => {
    expect(ofClaude({ type: 'object', [key]: [] })).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', `#/${key}`],
    ]);
  });

  it('says that it is one', () => {
    expect(ofClaude({ properties })).toEqual([['MODEL_INPUT_REQUIRED', '#/type']]);
    expect(ofClaude({ type: 'string' })).toEqual([['MODEL_INPUT_VALUE', '#/type']]);
    expect(ofClaude({ type: ['object'] }, { type: 'custom' })).toEqual([
      ['MODEL_INPUT_VALUE', '#/type'],
    ]);
  });
});

describe('the schema of a tool of Nova', () => {
  it('has type, properties and required at its top', () => {
    expect(ofNova({ type: 'object', properties, required: ['genre'] })).toEqual([]);
  });

  it.each(['$defs', '$schema', 'definitions', 'additionalProperties', 'anyOf'])(
    'is doubted with %s there',
    (key) => {
      expect(ofNova({ type: 'object', [key]: {} })).toEqual([['MODEL_INPUT_DOUBTFUL', `#/${key}`]]);
    },
  );

  it('is doubted without its type', () => {
    expect(ofNova({ properties })).toEqual([['MODEL_INPUT_DOUBTFUL', '#/type']]);
  });
});
