import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, fromIterable, jsonArray, jsonl, readRecords } from '../../src/builders/index.ts';
import { bytesOf } from '../support/read-rows.ts';

interface Turn {
  readonly role: string;
  readonly content: string;
}

/** Texts as people write them, and what could be taken for the end of something. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '"', '\\', '{{chat}}', '</s>', '[/INST]', '<|eot_id|>', '\u2028', '\0'),
);
/** A system prompt or none, then turns in alternation, as every model takes them. */
const conversation = fc
  .record({
    system: fc.option(text, { nil: undefined }),
    texts: fc.array(text, { minLength: 1, maxLength: 6 }),
  })
  .map(({ system, texts }): readonly Turn[] => [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    ...texts.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content })),
  ]);
const conversations = fc.array(conversation, { minLength: 1, maxLength: 4 });

type Chats = readonly (readonly Turn[])[];
const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
const SOURCES = {
  'text in a table': (chats: Chats) =>
    csv(bytesOf(`chat\n${chats.map((chat) => `${quoted(JSON.stringify(chat))}\n`).join('')}`)),
  'values of JSON': (chats: Chats) =>
    jsonl(bytesOf(chats.map((chat) => `${JSON.stringify({ chat })}\n`).join(''))),
  'text in JSON': (chats: Chats) =>
    jsonArray(bytesOf(JSON.stringify(chats.map((chat) => ({ chat: JSON.stringify(chat) }))))),
  'values of a program': (chats: Chats) => fromIterable(chats.map((chat) => ({ chat }))),
};

type Body = Readonly<Record<string, unknown>>;
const typed = ({ system, messages }: Body) => [
  ...(system === undefined ? [] : [{ role: 'system', content: system }]),
  ...(messages as readonly unknown[]),
];
const keyed = ({ system = [], messages }: Body) => [
  ...(system as readonly { text: string }[]).map((block) => ({
    role: 'system',
    content: block.text,
  })),
  ...(messages as readonly { role: string; content: readonly { text: string }[] }[]).map(
    ({ role, content }) => ({ role, content: content.map((block) => block.text).join('') }),
  ),
];
const MODELS = {
  'us.anthropic.claude-haiku-4-5-20251001-v1:0': typed,
  'openai.gpt-oss-20b-1:0': typed,
  'mistral.mistral-large-2407-v1:0': typed,
  'amazon.nova-lite-v1:0': keyed,
};

async function inputsOf(
  source: ReturnType<typeof csv>,
  model: string,
  more: { readonly invocationType?: 'Converse' } = {},
): Promise<Body[]> {
  const bodies: Body[] = [];
  const records = readRecords(source, { model, messages: '{{chat}}', ...more });
  for await (const { modelInput } of records) bodies.push(JSON.parse(JSON.stringify(modelInput)));
  return bodies;
}

const kinds = Object.keys(SOURCES) as (keyof typeof SOURCES)[];

describe('conversations of a column', () => {
  it.each(kinds)('always have the same texts in the same order, as %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(conversations, async (chats) => {
        for (const [model, turnsOf] of Object.entries(MODELS)) {
          const bodies = await inputsOf(SOURCES[kind](chats), model);
          expect(bodies.map(turnsOf)).toEqual(chats);
        }
        const model = 'us.meta.llama3-3-70b-instruct-v1:0';
        const bodies = await inputsOf(SOURCES[kind](chats), model, { invocationType: 'Converse' });
        expect(bodies.map(keyed)).toEqual(chats);
      }),
      { numRuns: 40 },
    );
  });

  it('always stand in the one prompt of a model without turns, each between its tokens', async () => {
    const header = (role: string) => `<|start_header_id|>${role}<|end_header_id|>\n\n`;
    const asked = conversation.filter((turns) => turns.at(-1)?.role === 'user');
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 4 }), async (chats) => {
        const llama = await inputsOf(
          SOURCES['values of JSON'](chats),
          'meta.llama3-1-8b-instruct-v1:0',
        );
        expect(llama.map(({ prompt }) => prompt)).toEqual(
          chats.map(
            (turns) =>
              `<|begin_of_text|>${turns.map(({ role, content }) => `${header(role)}${content}<|eot_id|>`).join('')}${header('assistant')}`,
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
});
