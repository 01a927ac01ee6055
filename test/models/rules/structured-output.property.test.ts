import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../support/explain.ts';

const keyword = fc.constantFrom(
  ...['type', 'properties', 'items', 'anyOf', 'allOf', '$defs', 'definitions', '$ref', 'enum'],
  ...['format', 'minItems', 'additionalProperties', 'minimum', '__proto__', 'constructor', 'x'],
);

/** Schemas, nearly schemas, and references that lead anywhere. */
const schema = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom('string', 'object', '#', '#/$defs/x', '#/properties', '#/items/x', '', 0, null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(keyword, tie('any'), { maxKeys: 4 }),
  ),
})).any;

const messages = [{ role: 'user', content: 'Hi' }];
const format = { max_tokens: 9, anthropic_version: 'bedrock-2023-05-31', messages };

describe('a schema of structured output', () => {
  it('never stops the check, whatever it holds, and is pointed at where it is wrong', () => {
    fc.assert(
      fc.property(fc.dictionary(keyword, schema, { maxKeys: 4 }), (given) => {
        const output_config = { format: { type: 'json_schema', schema: given } };

        for (const { path } of explain('anthropic.claude-sonnet-4-6', {
          ...format,
          output_config,
        })) {
          expect(path.slice(0, 2)).toEqual(['output_config', 'format']);
        }
      }),
      { numRuns: 300 },
    );
  });
});
