import { describe, expect, it } from 'vitest';
import { type JsonLayout, JsonRowEngine, type RowTemplate } from '../../../src/engine/index.ts';
import { cutAt } from '../../support/byte-chunks.ts';
import { bytesOf } from '../../support/read-rows.ts';

const TEMPLATE: RowTemplate = {
  fields: 1,
  pieces: [bytesOf('{"n":"'), 'row', bytesOf('","a":"'), 0, bytesOf('"}\n')],
  needed: [[0]],
};

function engineFor(layout: JsonLayout, maxRowBytes: number = 1e8): JsonRowEngine {
  const options = { layout, maxRowBytes, names: ['a'], template: TEMPLATE, hasDigests: false };
  const engine = JsonRowEngine.create(options);
  if (engine === undefined) throw new Error('The runtime has no SIMD');
  return engine;
}

/** All that an engine gives for now, as text. */
function given(engine: JsonRowEngine): unknown[] {
  const all: unknown[] = [];
  for (let next = engine.next(); next !== undefined; next = engine.next()) {
    const text = Buffer.from(next.bytes).toString();
    if (next.kind === 'lines') {
      all.push({ from: next.firstRow, lines: text.split(/(?<=\n)/) });
      continue;
    }
    const { kind, bytes: _, ...place } = next;
    all.push({ [kind]: text, ...place });
  }
  return all;
}

describe('JsonRowEngine', () => {
  it('gives the elements of an array as lines, and those between that are not its own', () => {
    const engine = engineFor('array');
    engine.push(bytesOf('\ufeff [\n{"a":"é\\n","b":[{"a":"]"}]},\n  null ,{"a" :\r\n1.50}\n, {"a'));

    expect(given(engine)).toEqual([
      { from: 1, lines: ['{"n":"00000001","a":"é\\n"}\n'] },
      {
        row: 'null',
        isProven: true,
        ...{ rowsBefore: 1, line: 3, unitsBefore: 2, byteOffset: 38, inArray: 'value' },
      },
      { from: 3, lines: ['{"n":"00000003","a":"1.50"}\n'] },
    ]);
    engine.push(bytesOf('":true}] \n'));
    expect(given(engine)).toEqual([{ from: 4, lines: ['{"n":"00000004","a":"true"}\n'] }]);
    engine.finish();
    expect(given(engine)).toEqual([]);
  });

  it('gives objects one after the other once it is known that the first is not alone', () => {
    const engine = engineFor('sequence');
    engine.push(bytesOf('{"a":"x"}\n'));
    expect(given(engine)).toEqual([]);
    engine.push(bytesOf('{"a":"y"}{"b":1}'));

    expect(given(engine)).toEqual([
      { from: 1, lines: ['{"n":"00000001","a":"x"}\n', '{"n":"00000002","a":"y"}\n'] },
      {
        row: '{"b":1}',
        isProven: true,
        ...{ rowsBefore: 2, line: 2, unitsBefore: 9, byteOffset: 19, inArray: 'after' },
      },
    ]);
  });

  it.each([
    ['no comma', '[{"a":"x"} {"a":"y"}]', '{"a":"y"}]', 'after'],
    ['text behind the array', '[{"a":"x"}] 1', '1', 'behind'],
    ['a row that is too long', `[{"a":"x"},{"a":"${'y'.repeat(99)}"}]`, undefined, 'value'],
    ['an end without a bracket', '[{"a":"x"},', '', 'value'],
    ['a cut row', '[{"a":"x"},{"a":"y"', '{"a":"y"', 'value'],
  ])('gives all that follows for %s', (_, text, rest, inArray) => {
    const engine = engineFor('array', 50);
    engine.push(bytesOf(text));
    const all = given(engine);
    engine.finish();
    all.push(...given(engine));

    const place = { rowsBefore: 1, inArray };
    expect(all).toEqual([
      { from: 1, lines: ['{"n":"00000001","a":"x"}\n'] },
      expect.objectContaining({ rest: rest ?? expect.stringContaining('yyy'), ...place }),
    ]);
  });

  it('gives a row once more with all that follows where it turns out to be no JSON', () => {
    const engine = engineFor('array');
    engine.push(bytesOf('[{"a":"x"},{"a":01},{"a":"y"}]'));
    engine.next();

    expect(engine.next()).toMatchObject({ kind: 'row', isProven: false, rowsBefore: 1 });
    const rest = engine.giveUp();
    expect(rest).toMatchObject({ kind: 'rest', rowsBefore: 1, byteOffset: 11, inArray: 'value' });
    expect(Buffer.from(rest.bytes).toString()).toBe('{"a":01},{"a":"y"}]');
    expect(engine.next()).toBeUndefined();
  });

  it('makes room for rows of any length, and for more rows than are given at once', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      index === 9000 || index === 9001 ? 'z\\n\u2028'.repeat(400_000) : `x${index}`,
    );
    const bytes = bytesOf(JSON.stringify(rows.map((a) => ({ a }))).replaceAll('\\\\n', '\\n'));
    const engine = engineFor('array');
    const lines: unknown[] = [];
    for (const piece of cutAt(bytes, [1, 100_000, 400_000, 700_000, 5_000_000])) {
      engine.push(piece);
      for (const one of given(engine)) lines.push(...(one as { lines: string[] }).lines);
    }
    engine.finish();

    expect(given(engine)).toEqual([]);
    const line = (row: string, index: number) =>
      `{"n":"${String(index + 1).padStart(8, '0')}","a":"${row.replaceAll('\u2028', '\\u2028')}"}\n`;
    expect(lines).toEqual(rows.map(line));
  });
});
