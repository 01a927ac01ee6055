import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiConstraints } from '../../../src/core/api/api-constraints.ts';
import { type ApiShapeName, type StringShape } from '../../../src/core/index.ts';

/** Pieces that the patterns tell apart; short texts of them stand near every border of the language. */
const pieces: Partial<Record<ApiShapeName, readonly string[]>> = {
  ModelInvocationJobName: ['a', 'Z', '9', '-', '+', '.', '_', ' '],
  ModelInvocationIdempotencyToken: ['a', 'Z', '9', '-', '--', '_', '.'],
  ModelId: [
    'arn:aws',
    '-cn',
    ':bedrock:',
    'us-east-1:',
    '123456789012:',
    ':foundation-model/',
    'custom-model/',
    '/abcdefghij12',
    'inference-profile/',
    'application-inference-profile/',
    'provisioned-model/',
    'amazon',
    'nova-lite-v1',
    '.',
    ':0',
    ':',
    '-',
    '_',
    'A',
    '\n',
  ],
  S3Uri: ['s3://', 'bucket', 'b', '.', '-', '/', 'Key', '_', '=', '*', '\n'],
};
const rewritten = Object.entries(apiConstraints).filter(
  (entry): entry is [ApiShapeName, StringShape] =>
    entry[1].type === 'string' && entry[1].linear !== undefined,
);

describe('apiConstraints', () => {
  it.each(rewritten)(
    'has a linear pattern for %s that always takes what the pattern of AWS takes',
    (name, shape) => {
      const theirs = new RegExp(`^(?:${shape.pattern})$`);
      const ours = new RegExp(`^(?:${shape.linear})$`);
      const text = fc
        .array(fc.constantFrom(...(pieces[name] ?? [])), { minLength: 1, maxLength: 12 })
        .map((parts) => parts.join(''))
        .filter((candidate) => candidate.length <= (shape.max ?? 0));

      fc.assert(
        fc.property(text, (candidate) => {
          expect(ours.test(candidate)).toBe(theirs.test(candidate));
        }),
        { numRuns: 5000 },
      );
    },
  );

  it.each([
    ['amazon.nova-lite-v1:0', true],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', true],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0', true],
    ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123', true],
    [
      'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-embed-text-v2:0/abcdefghij12',
      true,
    ],
    ['arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghij12', false],
    ['arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghij12', false],
  ])('says of the model id %s: %s', (modelId, taken) => {
    const shape = apiConstraints.ModelId as StringShape;

    expect(new RegExp(`^(?:${shape.linear})$`).test(modelId)).toBe(taken);
    expect(new RegExp(`^(?:${shape.pattern})$`).test(modelId)).toBe(taken);
  });
});
