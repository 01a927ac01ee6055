import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputSizer } from '../../../src/engine/index.ts';
import { tokensOf } from '../../../src/pricing/tokens/input-tokens.ts';
import { recordLines } from '../../../src/pricing/tokens/record-lines.ts';
import { recordSize, SIZED_KEYS } from '../../../src/pricing/tokens/record-size.ts';
import { SpanSummer, type SpanSums } from '../../../src/pricing/tokens/span-sums.ts';

const summer = new SpanSummer();

/** What the lines come to as values of JavaScript. */
function sumsOfValues(bytes: Buffer): SpanSums {
  const text = { words: 0, signs: 0, alphabets: 0, wide: 0 };
  const sums = { records: 0, unreadable: 0, most: 0, unbounded: 0, withMedia: 0 };
  for (const { modelInput } of recordLines(bytes)) {
    sums.records += 1;
    if (modelInput === undefined) {
      sums.unreadable += 1;
      continue;
    }
    const size = recordSize(modelInput);
    for (const kind of ['words', 'signs', 'alphabets', 'wide'] as const)
      text[kind] += size.text[kind];
    if (size.most === undefined) sums.unbounded += 1;
    else sums.most += size.most;
    if (size.hasMedia) sums.withMedia += 1;
  }
  const characters = text.words + text.signs + text.alphabets + text.wide;
  return { bytes: bytes.length, ...sums, characters, tokens: tokensOf(text) };
}

const keys = fc.oneof(
  fc.constantFrom(...Object.values(SIZED_KEYS).flat(), 'messages', 'content', 'text', 'system'),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[a-f0-9 .,éß一\\"\n]*$/),
);
const numbers = fc.oneof(fc.integer({ min: -3, max: 5000 }), fc.double({ noNaN: true }));
const { modelInput: inputs } = fc.letrec((tie) => ({
  modelInput: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    texts,
    numbers,
    fc.constantFrom(null, true, false),
    fc.array(tie('modelInput'), { maxLength: 4 }),
    fc.dictionary(keys, tie('modelInput'), { maxKeys: 5 }),
  ),
}));
/** JSON with all that is not ASCII as escapes. */
const asEscapes = (json: string) =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const json = fc.tuple(inputs, fc.constantFrom(0, 1, 2)).map(([value, style]) => {
  const line = { recordId: 'r', modelInput: value };
  return style === 2
    ? asEscapes(JSON.stringify(line))
    : JSON.stringify(line, undefined, style).replaceAll('\n', ' ');
});
const strangers = fc.constantFrom(
  ...['', '   ', '\r', '[]', 'null', '1', '{}', '{"modelInput":', '{"modelInput":{}} x'],
  ...['{"modelInput":null}', '{"modelInput":{"a":"\u0000"}}', '{"modelInput":{"a":"\\ud800"}}'],
  ...['{"modelInput":1,"modelInput":{"max_tokens":3}}', '{"modelInput":{"n":2,"max_tokens":1e2}}'],
  ...['{"modelInput":{"a":"x","a":"yy"}}', '{"\\u006dodelInput":{}}', '\ufeff{"modelInput":"b"}'],
);
const lines = fc.array(fc.oneof({ weight: 4, arbitrary: json }, strangers), { maxLength: 20 });

describe('SpanSummer', () => {
  it('comes to what the values of JavaScript come to, whatever the lines', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('', '\n'), (all, end) => {
        const bytes = Buffer.from(`${all.join('\n')}${end}`);
        expect(summer.sum(bytes)).toEqual(sumsOfValues(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('comes to it for bytes that are no UTF-8', () => {
    fc.assert(
      fc.property(lines, fc.uint8Array({ minLength: 1, maxLength: 5 }), (all, others) => {
        const bytes = Buffer.concat([Buffer.from(`${all.join('\n')}\n`), others]);
        expect(summer.sum(bytes)).toEqual(sumsOfValues(bytes));
      }),
    );
  });

  it('takes texts of any length and alphabet as they are', () => {
    const text = 'Ünï 1a2b\tΑθήνα 東京 👽 "q" \\ \u007f\u0080\u024f\u0250\u1fff\u2000';
    for (let shift = 0; shift < 40; shift += 1) {
      const modelInput = { prompt: 'x1'.repeat(shift) + text.repeat(3) };
      const bytes = Buffer.from(`${JSON.stringify({ modelInput })}\n`);
      expect(summer.sum(bytes)).toEqual(sumsOfValues(bytes));
    }
  });

  it('leaves few lines of chats to JavaScript', () => {
    const bytes = Buffer.from(
      `${JSON.stringify({ recordId: 'a', modelInput: { max_tokens: 5, messages: [{ role: 'user', content: 'Hello "you"\n' }] } })}\n`.repeat(
        9,
      ),
    );
    const rare: string[] = [];
    InputSizer.create(SIZED_KEYS)?.size(bytes, (line) => rare.push(line.toString()));
    expect(rare).toEqual([]);
  });
});
