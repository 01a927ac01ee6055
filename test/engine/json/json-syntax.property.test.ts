import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSyntaxFault, JsonSyntax } from '../../../src/engine/index.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

const isJson = (bytes: Uint8Array) => {
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'));
    return true;
  } catch {
    return false;
  }
};

const jsonBytes = fc
  .tuple(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'))
  .map(([text, space]) => bytesOf(JSON.stringify(JSON.parse(text), null, space)));

const piece = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '\\u12aF',
    '\\n',
    '0',
    '-',
    '1.',
    'e+',
    'true',
    'nul',
    ' ',
    '\n',
    'é',
  ),
  fc.double().map(String),
  fc.string({ maxLength: 3 }),
);

/** JSON with some bytes replaced by pieces that matter to a scanner. */
const nearlyJson = fc
  .tuple(jsonBytes, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), piece), { maxLength: 3 }))
  .map(([bytes, edits]) => {
    let text = Buffer.from(bytes).toString('latin1');
    for (const [place, removed, added] of edits) {
      const at = place % (text.length + 1);
      text = text.slice(0, at) + Buffer.from(added).toString('latin1') + text.slice(at + removed);
    }
    return new Uint8Array(Buffer.from(text, 'latin1'));
  });

const tokens = fc.array(piece, { maxLength: 12 }).map((pieces) => bytesOf(pieces.join('')));

const scanned = (pieces: readonly Uint8Array[]) => {
  const elements: number[] = [];
  const syntax = new JsonSyntax({ onElement: (start, end) => elements.push(start, end) });
  for (const bytes of pieces) syntax.push(bytes);
  const fault = syntax.finish();
  return { fault, elements, maxDepth: syntax.maxDepth };
};

describe('findSyntaxFault()', () => {
  it('always agrees with JSON.parse on what is JSON', () => {
    fc.assert(
      fc.property(fc.oneof(jsonBytes, nearlyJson, tokens), (bytes) => {
        expect(findSyntaxFault(bytes) === undefined).toBe(isJson(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('always names a place up to which the text could have been JSON', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, tokens), (bytes) => {
        const fault = findSyntaxFault(bytes);
        if (fault === undefined) return;
        const syntax = new JsonSyntax();
        syntax.push(bytes.subarray(0, fault.offset));

        expect(syntax.faultOffset).toBeUndefined();
        expect(fault.offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('JsonSyntax', () => {
  it('always says the same, whatever the chunks', () => {
    fc.assert(
      fc.property(fc.oneof(jsonBytes, nearlyJson, tokens), cuts, (bytes, places) => {
        expect(scanned(cutAt(bytes, places))).toEqual(scanned([bytes]));
      }),
      { numRuns: 1000 },
    );
  });

  it('always finds the elements that JSON.parse finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom(0, 2),
        (values, space) => {
          const bytes = bytesOf(JSON.stringify(values, null, space));
          const { elements } = scanned([bytes]);
          const texts = values.map((_, index) =>
            Buffer.from(bytes.subarray(elements[2 * index], elements[2 * index + 1])).toString(
              'utf8',
            ),
          );

          expect(elements).toHaveLength(values.length * 2);
          expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(
            JSON.parse(JSON.stringify(values)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
