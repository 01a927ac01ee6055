import { describe, expect, it } from 'vitest';
import { ACCEPTED, LOOK_CLOSER, PlainLineEngine, TOO_LONG } from '../../../src/engine/index.ts';
import { isAccepted, judged, judgeText, simdEngine } from '../../support/simd-lines.ts';

const RECORD_BYTES = 10_000;
const engine = simdEngine({ recordBytes: RECORD_BYTES });

function record(modelInput: string, recordId = 'r1'): string {
  return `{"recordId":"${recordId}","modelInput":${modelInput}}`;
}

describe('SimdLineEngine', () => {
  it.each([
    ['an empty object', '{}'],
    ['blanks anywhere', '\t{ "a" :\t1 , "b" : [ ] } '],
    ['every escape', String.raw`{"a":"\" \\ \/ \b \f \n \r \t \u00e9 \ud83d\uDE00"}`],
    ['text beyond ASCII', '{"a":"日本 é 😀"}'],
    ['what begins as U+2028 does', '{"a":"“a” – \u2027\u202a\u20a8"}'],
    ['numbers', '{"a":[0,-1,10.25,123456789012345,0.5]}'],
    ['words', '{"a":[true,false,null]}'],
    ['nesting', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['the same key in two objects', '{"a":{"x":1},"b":{"x":1}}'],
  ])('accepts %s', (_name, modelInput) => {
    expect(isAccepted(engine, record(modelInput))).toBe(true);
  });

  it.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice, deep down', '{"a":[{"b":{"c":1,"c":2}}]}'],
    ['an escaped key', String.raw`{"\u0061":1}`],
    ['__proto__', '{"__proto__":1}'],
    ['constructor, deep down', '{"a":[{"constructor":1}]}'],
    ['a lone surrogate', String.raw`{"a":"\ud800"}`],
    ['surrogates the wrong way round', String.raw`{"a":"\udc00\ud800"}`],
    ['a surrogate before another escape', String.raw`{"a":"\ud800\u0041"}`],
    ['an escaped NUL', String.raw`{"a":"\u0000"}`],
    ['a number of 16 characters', '{"a":1234567890123456}'],
    ['an exponent', '{"a":1e2}'],
    ['a leading zero', '{"a":01}'],
    ['a point without digits', '{"a":1.}'],
    ['a tab inside of a string', '{"a":"\t"}'],
    ['an unknown escape', String.raw`{"a":"\x"}`],
    ['three digits behind \\u', String.raw`{"a":"\u12g4"}`],
    ['a comma at the end', '{"a":[1,]}'],
    ['a comma at the end of an object', '{"a":1,}'],
    ['two values', '{} {}'],
    ['brackets that do not fit', '{"a":[1}}'],
    ['a string that does not end', '{"a":"'],
    ['a word that does not end', '{"a":tru}'],
    ['deep nesting', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`],
    [
      'more keys than are compared',
      `{${Array.from({ length: 65 }, (_, n) => `"k${n}":1`).join()}}`,
    ],
    ['an array as model input', '[]'],
  ])('looks closer at %s', (_name, modelInput) => {
    expect(isAccepted(engine, record(modelInput))).toBe(false);
  });

  it.each([
    ['a blank line', ''],
    ['an array', '[]'],
    ['a string', '"recordId"'],
    ['U+2028', record('{"a":"\u2028"}')],
    ['U+2029 at the end of a long text', record(`{"a":"${'x'.repeat(1000)}\u2029"}`)],
    ['a byte order mark', `\ufeff${record('{}')}`],
    ['a carriage return', `${record('{}')}\r`],
    ['no id', '{"modelInput":{}}'],
    ['no model input', '{"recordId":"1"}'],
    ['another key', '{"recordId":"1","modelInput":{},"x":1}'],
    ['an id twice', '{"recordId":"1","recordId":"1","modelInput":{}}'],
    ['a number as id', '{"recordId":1,"modelInput":{}}'],
    ['an empty id', record('{}', '')],
    ['an id with an escape', record('{}', String.raw`\u0061`)],
    ['an id with a blank', record('{}', 'a b')],
    ['an id of 65 characters', record('{}', 'x'.repeat(65))],
    ['bytes that are no UTF-8', Buffer.from(`${record('{"a":"é"}')}`, 'latin1')],
    ['a record above the quota', record(`{"a":"${'x'.repeat(RECORD_BYTES)}"}`)],
  ])('looks closer at %s', (_name, line) => {
    const said = judgeText(engine, line);

    expect(said).toMatchObject({ verdict: LOOK_CLOSER, recordId: '' });
  });

  it('gives the id of each accepted line', () => {
    const lines = judged(simdEngine({ recordBytes: 1e6 }), [
      Buffer.from(`${record('{}', 'A.b_c:d-9')}\nnope\n{"modelInput":{},"recordId":"2"}\n`),
    ]);

    expect(lines.map(({ recordId }) => recordId)).toEqual(['A.b_c:d-9', '', '2']);
  });

  it('looks closer only at the lines with U+2028 or U+2029, wherever they stand', () => {
    const at = (length: number) => `${record(`{"a":"${'x'.repeat(length)}\u2029"}`)}\n`;
    const without = `${record('{"a":"“”"}')}\n`;
    const text = Array.from({ length: 130 }, (_, length) => at(length) + without).join('');

    const lines = judged(simdEngine({ recordBytes: 1e6 }), [Buffer.from(text)]);

    expect(lines.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 130 }, () => [LOOK_CLOSER, ACCEPTED]).flat(),
    );
  });

  it('looks closer only at the lines that are no UTF-8', () => {
    const bad = Buffer.from('{"recordId":"\u00e9","modelInput":{}}\n', 'latin1');
    const good = Buffer.from(`${record('{"a":"é"}')}\n`);

    const lines = judged(simdEngine({ recordBytes: 1e6 }), [Buffer.concat([good, bad, good])]);

    expect(lines.map(({ verdict }) => verdict)).toEqual([ACCEPTED, LOOK_CLOSER, ACCEPTED]);
  });

  it('grows for a line of many reads and accepts it whole', () => {
    const text = `${record(`{"a":"${'x'.repeat(9_000_000)}"}`)}\n`;

    const lines = judged(simdEngine({ recordBytes: 1e8 }), [Buffer.from(text), Buffer.from(text)]);

    expect(lines.map(({ verdict, offset }) => [verdict, offset])).toEqual([
      [ACCEPTED, 0],
      [ACCEPTED, text.length],
    ]);
  });

  it('keeps little of a line that is too long, and goes on behind it', () => {
    const small = simdEngine({ recordBytes: 1e6, maxLineBytes: 100_000 });
    const long = 'x'.repeat(30_000_000);

    const lines = judged(small, [Buffer.from(`${long}\n${record('{}')}\n`)]);

    expect(lines.map(({ verdict, offset }) => [verdict, offset])).toEqual([
      [TOO_LONG, 0],
      [ACCEPTED, long.length + 1],
    ]);
  });

  it('counts a line of more than 4 GiB to its end, and never takes what is kept of it for the whole', () => {
    const small = simdEngine({ recordBytes: 1e6, maxLineBytes: 100_000 });
    const [head = '', tail = ''] = record('{"a":"|"}').split('|');
    const piece = Buffer.alloc(1 << 26, 'x');
    const pieces = [Buffer.from(head), ...Array.from({ length: 64 }, () => piece)];

    const lines = judged(small, [...pieces, Buffer.from(`${tail}\n${record('{}')}\n`)]);

    const length = head.length + 2 ** 32 + tail.length;
    expect(lines.map(({ verdict, offset }) => [verdict, offset])).toEqual([
      [TOO_LONG, 0],
      [ACCEPTED, length + 1],
    ]);
  });

  it('looks closer at a line with more values than the tape has room for', () => {
    const zeros = (count: number) =>
      record(`{"a":[${Array.from({ length: count }, () => 0).join()}]}`);
    const wide = simdEngine({ recordBytes: 1e8 });

    expect([isAccepted(wide, zeros(200_000)), isAccepted(wide, zeros(300_000))]).toEqual([
      true,
      false,
    ]);
  });

  it('gives a million empty lines at once', () => {
    const newlines = Buffer.alloc(1_200_000, '\n');

    expect(judged(simdEngine({ recordBytes: 1 }), [newlines])).toHaveLength(newlines.length);
  });

  it('ends as the plain engine does', () => {
    const pieces = [Buffer.from(`${record('{}')}\n${record('{}')}`)];
    const facts = (lines: ReturnType<typeof judged>) => lines.map(({ offset }) => offset);

    const lines = judged(simdEngine({ recordBytes: 1e6 }), pieces);

    expect(facts(lines)).toEqual(facts(judged(new PlainLineEngine(), pieces)));
    expect(lines.map(({ verdict }) => verdict)).toEqual([ACCEPTED, LOOK_CLOSER]);
  });
});
