import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashId, lineOf, PlainLineEngine } from '../../../src/engine/index.ts';
import { familyOf } from '../../../src/models/index.ts';
import { FoundLines } from '../../../src/results/outputs/found-line.ts';
import { type OutputLine, readOutputLine } from '../../../src/results/outputs/output-line.ts';

const CLAUDE = familyOf('anthropic.claude-haiku-4-5-20251001-v1:0');
const TITAN = familyOf('amazon.titan-embed-text-v2:0');

/** Texts of keys and ids: some need escapes, some are not ASCII. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', 'recordId', 'a"b\\', '\u0000', '\ud800', '\u2028', 'é', '𝒳'.repeat(9)),
);
const number = fc.constantFrom(
  '0',
  '-0',
  '1.50',
  '12345678901234567890',
  '1e-7',
  '2.5E+3',
  '01',
  '1.',
);
const answer = fc.constantFrom(
  '{"content":[{"type":"text","text":"yes\\n\\u00e9"}],"stop_reason":"end_turn","usage":{"input_tokens":3}}',
  '{"content":[{"type":"text","text":"naïve 🎉"}],"stop_reason":"max_tokens"}',
  '{"content":[],"stop_reason":"refusal"}',
  '{"errorCode":429,"errorMessage":"slow"}',
  '{"embedding":[1.0,-2.25e-05,0.1234567890123456789],"inputTextTokenCount":2}',
  'null',
  '{}',
  '""',
);
const error = fc.constantFrom('{"errorCode":400,"errorMessage":"bad"}', 'null', '{}', '"no"', '7');
const anyJson = fc.json({ maxDepth: 4 });

/** Blanks as JSON has them; a carriage return asks for a closer look. */
const blank = fc.constantFrom('', '', '', ' ', '\t ', '\r');
const key = (name: string) =>
  fc.constantFrom(
    `"${name}"`,
    `"${name}"`,
    `"${name}"`,
    `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}"`,
  );
const member = fc.oneof(
  fc.tuple(
    key('recordId'),
    fc.oneof(
      text.map((id) => JSON.stringify(id)),
      fc.constant('"r1"'),
      number,
    ),
  ),
  fc.tuple(key('modelOutput'), fc.oneof(answer, anyJson, number)),
  fc.tuple(key('error'), fc.oneof(error, anyJson)),
  fc.tuple(key('onDemand'), fc.constantFrom('{"model":"m"}', 'null')),
  fc.tuple(
    key('modelInput'),
    fc.oneof(anyJson, number, fc.constant('{"a":[1,{"recordId":"no"}]}')),
  ),
  fc.tuple(
    text.map((name) => JSON.stringify(name)),
    anyJson,
  ),
);
const object = fc
  .tuple(fc.array(fc.tuple(member, blank, blank), { maxLength: 5 }), blank)
  .map(
    ([members, end]) =>
      `{${members.map(([[name, value], a, b]) => `${a}${name}${b}:${a}${value}${b}`).join(',')}}${end}`,
  );
const usual = fc
  .tuple(text, answer)
  .map(
    ([id, output]) =>
      `{"modelInput":{"max_tokens":5,"messages":["é"]},"modelOutput":${output},"recordId":${JSON.stringify(id)}}`,
  );
/** Lines as bytes: some are cut or broken in the middle of a character. */
const line = fc
  .tuple(fc.oneof(object, usual, anyJson, fc.constantFrom('', '  ', '{')), fc.nat(), fc.boolean())
  .map(([json, at, isBroken]) => {
    const bytes = Buffer.from(json.replaceAll('\n', ' '));
    return isBroken && bytes.length > 0 ? bytes.subarray(0, at % bytes.length) : bytes;
  });

/** What has to be the same in both readings: an answer that no line is compared by may be left out. */
function comparable(read: OutputLine): unknown {
  return read.kind === 'read' ? { ...read, outcome: { ...read.outcome } } : read;
}

describe('FoundLines', () => {
  it('always reads a line as it is read whole, wherever its members are found', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, isEnded) => {
        const bytes = Buffer.from(Buffer.concat(lines.flatMap((one) => [one, Buffer.from('\n')])));
        const engine = new PlainLineEngine();
        const whole = isEnded ? bytes : bytes.subarray(0, -1);
        engine.room(whole.length).set(whole);
        for (const take of [() => engine.push(whole.length), () => engine.finish()]) {
          const block = take();
          const read = new FoundLines(block);
          for (let index = 0; index < block.count; index += 1) {
            if (!read.has(index)) continue;
            found += 1;
            for (const family of [CLAUDE, TITAN, undefined]) {
              const plain = comparable(readOutputLine(lineOf(block, index), family));
              expect(comparable(read.read(index, family))).toEqual(plain);
            }
            const { bytes: all, start, end, first, second } = read.idOf(index);
            expect({ first, second }).toEqual(
              hashId(all.subarray(start, end), { first: 0, second: 0 }),
            );
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('finds the members of usual lines, of lines with long numbers and of thousands at once', () => {
    const lines = Array.from(
      { length: 9_000 },
      (_, index) =>
        `{"recordId":"r${index}","modelInput":{"n":1.5e300},"modelOutput":{"embedding":[1.0,-2.5e-05]}}`,
    );
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const engine = new PlainLineEngine();
    engine.room(bytes.length).set(bytes);
    const block = engine.push(bytes.length);
    const read = new FoundLines(block);

    for (let index = 0; index < block.count; index += 1) {
      expect(read.has(index)).toBe(true);
      expect(read.read(index, TITAN)).toMatchObject({
        recordId: `r${index}`,
        outputText: '{"embedding":[1.0,-2.5e-05]}',
      });
    }
  });

  it('leaves a line to be read whole that says that its record was asked on demand', () => {
    const line = Buffer.from(
      '{"recordId":"r1","modelOutput":{"embedding":[1]},"onDemand":{"model":"m"}}\n',
    );
    const engine = new PlainLineEngine();
    engine.room(line.length).set(line);

    expect(new FoundLines(engine.push(line.length)).has(0)).toBe(false);
    expect(readOutputLine(line, TITAN)).toMatchObject({ outcome: { asked: 'on-demand' } });
  });
});
