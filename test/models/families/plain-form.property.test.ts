import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, SimdLineEngine } from '../../../src/engine/index.ts';
import {
  explainModelInput,
  families,
  foundationModelOf,
  plainFormOf,
} from '../../../src/models/index.ts';
import { drawFrom, seeds } from '../../engine/support/json-texts.ts';
import { tameValue } from '../../engine/support/tame-value.ts';
import { valueOf } from '../support/shape-arbitrary.ts';

/** Models of every family of which some rule knows more than of others. */
const MODELS = [
  'anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-haiku-4-5-20251001-v1:0',
  'anthropic.claude-opus-4-1-20250805-v1:0',
  'anthropic.claude-opus-5',
  'anthropic.claude-sonnet-5',
  'anthropic.claude-opus-4-6-v1',
  'anthropic.claude-opus-5-7',
  'anthropic.claude-sonnet-4-20250514-v1:0',
  'amazon.nova-micro-v1:0',
  'amazon.nova-pro-v1:0',
  'amazon.nova-2-lite-v1:0',
  'amazon.titan-embed-text-v2:0',
  'meta.llama3-1-8b-instruct-v1:0',
  'meta.llama3-2-11b-instruct-v1:0',
  'mistral.mistral-small-2402-v1:0',
  'mistral.mistral-large-2407-v1:0',
  'openai.gpt-oss-120b-1:0',
  'moonshotai.kimi-k2-thinking',
  'zai.glm-4.7',
  'qwen.qwen3-32b-v1:0',
  'deepseek.v3-v1:0',
];

const cases = families.flatMap((family) =>
  MODELS.map((model) => ({ family, model, form: plainFormOf(family, foundationModelOf(model)) })),
);

describe('plainFormOf()', () => {
  it.each(cases.map((found) => [found.family.name, found.model, found] as const))(
    'gives a form of %s for %s in which neither schema nor rules ever find anything',
    (_name, model, { family, form }) => {
      const values = fc.oneof(
        valueOf(form.shape),
        seeds.map((seed) => tameValue(form.shape, drawFrom(seed))),
      );
      fc.assert(
        fc.property(values, (value) => {
          // As a record has it: `-0` and the like are what JSON makes of them.
          const modelInput: unknown = JSON.parse(JSON.stringify(value));
          expect(explainModelInput(family, modelInput, { modelId: model })).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(families.map((family) => [family.name, family] as const))(
    'takes the example of %s',
    (_name, family) => {
      const engine = SimdLineEngine.create({
        modelInput: plainFormOf(family, undefined).shape,
        recordBytes: 1000,
      });
      const line = `${JSON.stringify({ recordId: '1', modelInput: family.example })}\n`;
      engine?.room(line.length).set(Buffer.from(line));

      expect(engine?.push(line.length).verdict[0]).toBe(ACCEPTED);
    },
  );

  const text = { type: 'text', text: 'What is this?' };
  const source = { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' };
  const image = { type: 'image', source };
  const labelled = (media_type: string, data: string) => ({
    type: 'image',
    source: { type: 'base64', media_type, data },
  });
  const user = (...content: readonly object[]) => ({ role: 'user', content });
  const answer = { role: 'assistant', content: 'A film' };

  it.each([
    ['a prompt', true, { messages: [{ role: 'user', content: 'Spam?' }] }],
    [
      'a chat',
      true,
      { system: 'Be brief', messages: [user(text), answer, user(text), answer, user(text)] },
    ],
    ['an image', true, { messages: [user(image, text)] }],
    ['20 images', true, { messages: [user(...Array.from({ length: 20 }, () => image))] }],
    ['3 turns with images', true, { messages: [user(image), answer, user(image)] }],
    [
      '15 turns',
      true,
      { messages: [...Array.from({ length: 7 }, () => [user(text), answer]).flat(), user(text)] },
    ],
    ['two turns of the user', true, { messages: [user(text), user(text)] }],
    ['the beginning of an answer', false, { messages: [user(text), answer] }],
    ['21 images', false, { messages: [user(...Array.from({ length: 21 }, () => image))] }],
    ['an empty prompt', false, { messages: [{ role: 'user', content: '' }] }],
    ['a blank prompt', false, { messages: [{ role: 'user', content: ' \n\u3000' }] }],
    [
      'a prompt behind a line break',
      true,
      { messages: [{ role: 'user', content: '\n\u3000日本' }] },
    ],
    ['a blank block', false, { messages: [user(text, { ...text, text: ' ' })] }],
    ['a blank system prompt', false, { system: '\n', messages: [user(text)] }],
    ['a JPEG', true, { messages: [user(labelled('image/jpeg', '/9j/4AAQ'))] }],
    ['a GIF', true, { messages: [user(labelled('image/gif', 'R0lGODlhAQAB'))] }],
    ['a WebP', true, { messages: [user(labelled('image/webp', 'UklGRiIAAABXRUJQVlA4'))] }],
    ['a PNG said to be a JPEG', false, { messages: [user(labelled('image/jpeg', source.data))] }],
    ['a PDF said to be a PNG', false, { messages: [user(labelled('image/png', 'JVBERi0xLjc='))] }],
    ['an image of no bytes', false, { messages: [user(labelled('image/png', ''))] }],
    ['no block', false, { messages: [user()] }],
    ['an empty block', false, { messages: [user({ ...text, text: '' })] }],
    ['no message', false, { messages: [] }],
    ['the first turn of the assistant', false, { messages: [answer, user(text)] }],
    ['an empty system prompt', false, { system: '', messages: [user(text)] }],
    ['a choice among no tools', false, { tool_choice: { type: 'auto' }, messages: [user(text)] }],
  ])('says of a body of Claude with %s whether it is plain: %s', (_what, isPlain, members) => {
    const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, ...members };
    const { shape } = plainFormOf({ name: 'claude-messages' }, MODELS[0]);
    const line = `${JSON.stringify({ recordId: '1', modelInput: body })}\n`;
    const engine = SimdLineEngine.create({ modelInput: shape, recordBytes: 10_000 });
    const bytes = Buffer.from(line);
    engine?.room(bytes.length).set(bytes);

    expect(engine?.push(bytes.length).verdict[0] === ACCEPTED).toBe(isPlain);
  });

  const picture = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
  const pictures = (...sizes: readonly number[]) =>
    sizes.map((size) => user({ text: 'What is this?' }, ...Array(size).fill(picture)));

  it.each([
    ['anthropic.claude-haiku-4-5-20251001-v1:0', [19], true],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', [4, 4, 4, 4], true],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', [11, 11], false],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', [0, 0, 0, 0, 0, 0], true],
    ['amazon.nova-pro-v1:0', [11, 11, 11, 11, 11], true],
    ['amazon.nova-pro-v1:0', [21], false],
  ])(
    'says of a Converse body of %s with images in its turns, %j, whether it is plain: %s',
    (model, sizes, isPlain) => {
      const { shape } = plainFormOf({ name: 'converse' }, model);
      const line = `${JSON.stringify({ recordId: '1', modelInput: { messages: pictures(...sizes) } })}\n`;
      const engine = SimdLineEngine.create({ modelInput: shape, recordBytes: 10_000 });
      engine?.room(line.length).set(Buffer.from(line));

      expect(engine?.push(line.length).verdict[0] === ACCEPTED).toBe(isPlain);
    },
  );
});
