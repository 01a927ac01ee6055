import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, ALIKE, LOOK_CLOSER } from '../../../src/engine/index.ts';
import { type AcceptedShape } from '../../../src/engine/lines/accepted-shape.ts';
import { judged, judgeText, simdEngine } from '../../support/simd-lines.ts';

/** `{ text, number, data?, either?, list?, any? }` with bounds that values often break. */
const modelInput: AcceptedShape = {
  nodes: [
    {
      kind: 'object',
      members: [
        { key: 'text', node: 1, required: true },
        { key: 'number', node: 2, required: true },
        { key: 'data', node: 3, required: false },
        { key: 'either', node: 4, required: false },
        { key: 'list', node: 8, required: false },
        { key: 'any', node: 10, required: false },
      ],
      otherKeys: 'refused',
    },
    { kind: 'string', min: 1, max: 4 },
    { kind: 'number', int: true, min: 0, max: 20 },
    { kind: 'base64' },
    { kind: 'union', options: [5, 6, 7] },
    { kind: 'string', min: 0, max: 2 },
    { kind: 'tuple', items: [1, 2], required: 1, rest: undefined },
    { kind: 'number', int: false, min: -1, max: 1 },
    { kind: 'array', element: 9, min: 0, max: 3 },
    { kind: 'union', options: [6, 1, 11] },
    { kind: 'any' },
    { kind: 'literal', values: ['literal', true, 7] },
  ],
};
const acceptance = { modelInput, recordBytes: 400 };

const text = fc.constantFrom('a', 'bc', '', 'long text', '"', '\\', '\u00e9', '\u2028', 'literal');
const number = fc.constantFrom('1', '20', '21', '-0.5', '01', '1e1', '7', 'true', '');
const value = fc.oneof(
  text.map((chosen) => JSON.stringify(chosen)),
  number,
  fc.tuple(text, number).map(([first, second]) => `[${JSON.stringify(first)},${second}]`),
  fc.constantFrom('"abc="', '"ab=="', '"literal"', '[]', '{"a":1,"a":2}', '"x', '"\\u0061"'),
);
const id = fc.constantFrom('r1', 'record-000000002', 'x'.repeat(64), 'x'.repeat(65), 'a b', '');
const more = fc.uniqueArray(fc.tuple(fc.constantFrom('data', 'either', 'list', 'any'), value), {
  selector: ([key]) => key,
  maxLength: 2,
});
const line = fc
  .tuple(
    id,
    fc.oneof(
      text.map((chosen) => JSON.stringify(chosen)),
      value,
    ),
    number,
    more,
  )
  .map(([recordId, words, amount, others]) => {
    const rest = others.map(([key, other]) => `,"${key}":${other}`).join('');
    return `{"recordId":"${recordId}","modelInput":{"text":${words},"number":${amount}${rest}}}`;
  });
/** Some lines, each a few times, so that many look like the one before. */
const lines = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(5), { maxLength: 40 }))
  .map(([some, choices]) => choices.map((choice) => some[choice % some.length] ?? ''));

describe('SimdLineEngine', () => {
  it('says the same of a line whatever lines stood before it', () => {
    const cache = new Map<string, ReturnType<typeof judged>[number] | undefined>();
    const alone = (one: string) => {
      if (!cache.has(one)) cache.set(one, judged(simdEngine(acceptance), [toBytes([one])])[0]);
      return cache.get(one);
    };
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), lines, (fresh, repeated) => {
        const all = [...repeated, ...fresh];
        const said = judged(simdEngine(acceptance), [toBytes(all)]);

        const withoutLikeness = said.map(({ verdict, recordId }) =>
          verdict === ALIKE ? { verdict: LOOK_CLOSER, recordId: '' } : { verdict, recordId },
        );
        expect(withoutLikeness).toEqual(
          all.map((one) => {
            const { verdict, recordId } = alone(one) ?? {};
            return { verdict, recordId };
          }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('accepts line after line of one pattern, and those of another one between them', () => {
    const one = (n: number) =>
      `{"recordId":"r${n}","modelInput":{"text":"${'x'.repeat(1 + (n % 4))}","number":${n % 21}}}`;
    const other = '{"modelInput":{"number":1,"text":"a"},"recordId":"other"}';
    const all = Array.from({ length: 500 }, (_, n) => (n % 7 === 3 ? other : one(n)));

    const said = judged(simdEngine(acceptance), [toBytes(all)]);

    expect(said.filter(({ verdict }) => verdict !== ACCEPTED)).toEqual([]);
    expect(said.map(({ recordId }) => recordId)).toEqual(
      all.map((text) => (JSON.parse(text) as { recordId: string }).recordId),
    );
  });

  it('always says of lines that one template makes what it says of lines that nothing is known of', () => {
    const piece = fc.constantFrom(
      '',
      ' ',
      'a',
      '"',
      '\\',
      '\n',
      'b\\',
      '"}}',
      '\u00a0',
      '\u00e9\u{1f600}',
    );
    const words = fc.array(piece, { maxLength: 4 }).map((some) => some.join(''));
    const rows = fc.array(fc.tuple(id, words), { maxLength: 30 });
    const form = fc.record({
      start: piece,
      end: piece,
      number: fc.constantFrom('1', '20', '21', '1e1'),
      behind: fc.constantFrom('', ',"list":["a"]', ',"either":"b"', ',"data":"abc="'),
    });
    const textShape: AcceptedShape = {
      ...modelInput,
      nodes: modelInput.nodes.map((node, at) =>
        at === 1 ? { kind: 'string', min: 1, max: 9, refuses: 'blank' } : node,
      ),
    };
    fc.assert(
      fc.property(form, rows, ({ start, end, number, behind }, all) => {
        const made = toBytes(
          all.map(([recordId, text]) => {
            const value = JSON.stringify(`${start}${text}${end}`);
            return `{"recordId":"${recordId}","modelInput":{"text":${value},"number":${number}${behind}}}`;
          }),
        );
        const of = { modelInput: textShape, recordBytes: 400 };
        const engine = simdEngine(of);
        engine.expectMade(true);

        expect(judged(engine, [made])).toEqual(judged(simdEngine(of), [made]));
      }),
      { numRuns: 120 },
    );
  });

  it('forgets what lines of one template look like when others come', () => {
    const engine = simdEngine(acceptance);
    const made = '{"recordId":"r1","modelInput":{"number":1,"text":"a"}}';
    const other = '{"recordId":"r2","modelInput":{"number":1,"text":"a"b"}}';

    engine.expectMade(true);
    expect(judgeText(engine, made).verdict).toBe(ACCEPTED);
    engine.expectMade(false);
    expect(judgeText(engine, other).verdict).toBe(LOOK_CLOSER);
    engine.expectMade(true);
    expect(judgeText(engine, other).verdict).toBe(LOOK_CLOSER);
  });

  it('accepts lines with more values than a pattern has gaps, and longer ones than it keeps', () => {
    const wide: AcceptedShape = {
      nodes: [
        { kind: 'record', value: 1 },
        { kind: 'string', min: 0, max: 5 },
      ],
    };
    const keys = Array.from({ length: 64 }, (_, n) => `"${'k'.repeat(40)}${n}":"v"`).join();
    const all = [1, 2, 3].map((n) => `{"recordId":"${n}","modelInput":{${keys}}}`);

    const said = judged(simdEngine({ modelInput: wide, recordBytes: 1e5 }), [toBytes(all)]);

    expect(said.map(({ verdict }) => verdict)).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
  });
});

function toBytes(all: readonly string[]): Uint8Array {
  return Buffer.from(all.map((one) => `${one}\n`).join(''));
}
