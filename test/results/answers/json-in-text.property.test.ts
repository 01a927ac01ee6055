import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonInText } from '../../../src/results/answers/json-in-text.ts';

const prose = fc.stringMatching(/^[\w .,:!?\n-]*$/);

describe('jsonInText', () => {
  it('always gives the value that a block holds, whatever prose stands around it', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(undefined, 2, '\t'),
        fc.constantFrom('', 'json', 'JSON'),
        prose,
        prose,
        (value, indent, name, before, behind) => {
          const json = JSON.stringify(value, null, indent);
          const text = `${before}\n\`\`\`${name}\n${json}\n\`\`\`\n${behind}`;
          expect(jsonInText(text)).toEqual({ value: JSON.parse(json) });
        },
      ),
    );
  });

  it('never throws, and gives either a value or why there is none', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('```', '```json', '\n', '{', '}', '"', '1'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(Object.keys(jsonInText(pieces.join('')))).toHaveLength(1);
      }),
    );
  });
});
