import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED } from '../../../src/engine/index.ts';
import type { AcceptedNode } from '../../../src/engine/lines/accepted-shape.ts';
import { doesBegin, isRefused } from '../../models/support/plain-limits.ts';
import { judged, simdEngine } from '../../support/simd-lines.ts';

const RUNS = { numRuns: 300 };

const white = fc.constantFrom(
  ...'\t\n\v\f\r \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);
const written = fc.constantFrom(
  ...'anrtfbu0\\"/é日本、…“—\u200b\u0085\u180e',
  '😀',
  '\\u0020',
  '\\n',
);
const text = fc
  .array(fc.oneof({ arbitrary: white, weight: 4 }, written), { maxLength: 6 })
  .map((pieces) => pieces.join(''));

/** A text as JSON, some of its units as escapes. */
const writtenText = fc.tuple(text, fc.infiniteStream(fc.boolean())).map(([value, escapes]) => {
  const units = value.split('').map((unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
    const isHalf = code.startsWith('d8') || code.startsWith('de');
    return !isHalf && escapes.next().value ? `\\u${code}` : JSON.stringify(unit).slice(1, -1);
  });
  const isWhole = !/\\ud8|\\ude/u.test(units.join(''));
  return { value, json: isWhole ? `"${units.join('')}"` : JSON.stringify(value) };
});

function accepted(node: AcceptedNode, values: readonly string[]): readonly boolean[] {
  const members = [{ key: 'value', node: 1, required: true }];
  const root = { kind: 'object', members, otherKeys: 'refused' } as const;
  const engine = simdEngine({ modelInput: { nodes: [root, node] }, recordBytes: 1e4 });
  const lines = values.map((value) => `{"recordId":"r","modelInput":{"value":${value}}}\n`);
  return judged(engine, [Buffer.from(lines.join(''))]).map(({ verdict }) => verdict === ACCEPTED);
}

describe('an accepted shape', () => {
  it.each(['blank', 'blankEnd'] as const)('never takes a text that it refuses as %s', (refuses) => {
    const node = { kind: 'string', min: 0, max: Number.POSITIVE_INFINITY, refuses } as const;
    fc.assert(
      fc.property(fc.array(writtenText, { maxLength: 8 }), (texts) => {
        const takes = accepted(
          node,
          texts.map(({ json }) => json),
        );
        for (const [index, { value, json }] of texts.entries()) {
          expect(JSON.parse(json)).toBe(value);
          if (takes[index] === true) expect(isRefused(node, value)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('always takes a text with a character that nobody trims, whatever stands around it', () => {
    const node = {
      kind: 'string',
      min: 1,
      max: Number.POSITIVE_INFINITY,
      refuses: 'blank',
    } as const;
    const around = fc.array(
      white.filter((unit) => !'\u2028\u2029'.includes(unit)),
      { maxLength: 9 },
    );
    const sure = fc.constantFrom(...'aé日。"\\', '😀');
    fc.assert(
      fc.property(around, sure, around, (before, middle, behind) => {
        const value = JSON.stringify([...before, middle, ...behind].join(''));
        expect(accepted(node, [value, value])).toEqual([true, true]);
      }),
      RUNS,
    );
  });

  it('always takes of base64 text exactly what begins as it should', () => {
    const begin = fc
      .array(fc.constantFrom('00', '41', 'ff', '??'), { minLength: 1, maxLength: 12 })
      .map((bytes) => bytes.join(''));
    const bytes = fc.array(fc.constantFrom(0, 0x41, 0xff), { maxLength: 14 });
    fc.assert(
      fc.property(
        fc.array(begin, { minLength: 1, maxLength: 3 }),
        fc.array(bytes),
        (begins, all) => {
          const texts = all.map((some) => Buffer.from(some).toString('base64'));
          expect(
            accepted(
              { kind: 'base64', begins },
              texts.map((some) => `"${some}"`),
            ),
          ).toEqual(texts.map((some) => begins.some((one) => doesBegin(some, one))));
        },
      ),
      RUNS,
    );
  });
});
