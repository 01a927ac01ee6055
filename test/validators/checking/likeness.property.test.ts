import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report, StandardSchema } from '../../../src/core/index.ts';
import { validateDataset } from '../../../src/validators/index.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';

const turn = (text: string, more = '') =>
  `"messages":[{"role":"user","content":[{"type":"text","text":${JSON.stringify(text)}${more}}]}]`;
const claude = (members: string) =>
  `{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,${members}}`;
const object = (uri: string) =>
  `{"messages":[{"role":"user","content":[{"text":"x"},{"image":{"format":"png","source":{"s3Location":{"uri":"${uri}"}}}}]}]}`;

const URIS = [
  's3://bucket-one/a/b.png',
  's3://bucket-one/a/c.png',
  's3://bucket-one/a/b/d.png',
  's3://bucket-one/e',
  's3://bucket-two/a/b.png',
  's3://bucket-one/a/b c.png',
  's3://bucket-one//b.png',
  's3://bucket-one',
  's3://Bucket/b.png',
];
const tools = (text: string, name: string) =>
  `"tools":${JSON.stringify(['find_it', name].map((one) => ({ name: one, description: text, input_schema: { type: 'object', properties: { [text]: {} } } })))}`;

/** What templates make, with a text and a number in it. */
const templates: readonly ((text: string, number: number) => string)[] = [
  (_text, number) => object(URIS[number % URIS.length] ?? ''),
  (_text, number) => object(`s3://bucket-one/a/${number}.png`),
  (text, number) => object(`s3://bucket-one/a/${number}.png`).replace('"x"', JSON.stringify(text)),
  (text, number) => claude(`${tools(text, `find_${number % 5}`)},${turn('x')}`),
  (text, number) => claude(`${tools(text, number % 3 === 0 ? 'find_it' : 'a b')},${turn('x')}`),
  (text) => claude(turn(text)),
  (text) => claude(`${turn(text)},"temperature":3,"zzq":1`),
  (text) => claude(`${turn(text)},"model":"x"`),
  (text) => claude(turn(text, ',"cache":1')),
  (text) => claude(`"tools":[{"name":"a","input_schema":{"type":"object"}}],${turn(text)}`),
  (text) => claude(`"max_tokens":1,${turn(text)}`),
  (text) => claude(turn(text)).replace('user', 'system'),
  (text) => `{${turn(text).replace('"type":"text",', '')}}`,
  // a beginning of the answer must not end in white space, and only its end tells
  (text) =>
    claude(
      `${turn('x').slice(0, -1)},{"role":"assistant","content":${JSON.stringify(text)}}],"temperature":3`,
    ),
  (text) => `"${text.length}"`,
  () => object('s3://bucket-one/a/b.png'),
  () => object('s3://bucket-two/b.png'),
];

/** What stands around them. */
const lines: readonly ((id: string, input: string) => string)[] = [
  (id, input) => `{"recordId":"${id}","modelInput":${input}}`,
  (id, input) => `{"recordId":"${id}","modelInput":${input}}`,
  (id, input) => `{"recordId":"${id}","modelInput":${input}}`,
  (id, input) => `{"modelInput":${input},"recordId":"${id}"}`,
  (id, input) => `{"recordId":"${id}","modelInput":${input},"more":1}`,
  (id, input) => `{"recordId":"${id}","modelInput":${input}`,
  (_id, input) => `{"modelInput":${input}}`,
  (_id, input) => `{"recordId":"not usual","modelInput":${input}}`,
  (id, input) => `{"recordId":"${id}","modelInput":${input}}\r`,
  () => '',
];

const text = fc.constantFrom(
  'a',
  'b',
  'a longer text',
  'ends blank ',
  '\u2028',
  'Ü',
  ' ',
  '',
  '\ud800',
  '"',
);
const index = (most: number) => fc.integer({ min: 0, max: most - 1 });
/** Runs of lines of one template. */
const runs = fc.array(
  fc.record({
    template: index(templates.length),
    line: index(lines.length),
    texts: fc.array(fc.tuple(text, fc.integer({ min: 0, max: 999 })), {
      minLength: 1,
      maxLength: 9,
    }),
  }),
  { minLength: 1, maxLength: 5 },
);

const bytesOf = (all: readonly string[], isBroken: boolean) => {
  const bytes = Buffer.from(`${all.join('\n')}\n`);
  if (isBroken) bytes[Math.floor(bytes.length / 2)] = 0xff;
  return bytes;
};

const MODELS = [
  [CLAUDE, 'InvokeModel'],
  [NOVA, 'InvokeModel'],
  [CLAUDE, 'Converse'],
  [NOVA, 'Converse'],
] as const;

/** A schema of one's own, which sees each record: none is only counted. */
const seesEach: StandardSchema = {
  '~standard': { version: 1, vendor: 'test', validate: () => ({}) },
};

function brief({ diagnostics: _kept, ...rest }: Report) {
  return rest;
}

describe('validateDataset()', () => {
  it('always counts what it does not keep, and keeps the first ones of each code', async () => {
    await fc.assert(
      fc.asyncProperty(
        runs,
        fc.constantFrom(...MODELS),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 9 }),
        fc.nat(1500),
        async (drawn, [model, invocationType], keepPerCode, broken, cut) => {
          const all = drawn.flatMap(({ template, line, texts }) =>
            texts.map(
              ([one, id]) => lines[line]?.(`r${id}`, templates[template]?.(one, id) ?? '') ?? '',
            ),
          );
          const bytes = bytesOf(all, broken === 0);
          const source = { bytes: [bytes.subarray(0, cut), bytes.subarray(cut)] };
          const options = { model, invocationType, quotas: { minRecordsPerJob: 0 } };

          const every = await validateDataset(source, { ...options, schema: seesEach });
          const few = await validateDataset(source, { ...options, keepPerCode });

          expect(brief(few)).toEqual(brief(every));
          const seen = new Map<string, number>();
          const kept = every.diagnostics.filter(({ code }) => {
            seen.set(code, (seen.get(code) ?? 0) + 1);
            return (seen.get(code) ?? 0) <= keepPerCode;
          });
          expect(few.diagnostics).toEqual(kept);
        },
      ),
      { numRuns: 150 },
    );
  });
});
