import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchPolicies } from '../../../src/setup/index.ts';

/** Characters that Bedrock takes in a key, those that mean something in a policy among them. */
const segment = fc.string({
  unit: fc.constantFrom(..."abcXYZ019-!_*'()."),
  minLength: 1,
  maxLength: 12,
});

/** Reads a resource as IAM does: what it matches. */
function matcherOf(resource: string): RegExp {
  const pieces = resource.match(/\$\{[*?$]\}|[^]/g) ?? [];
  const source = pieces.map((piece) => {
    if (/^\$\{.\}$/.test(piece)) return `\\${piece[2]}`;
    if (piece === '*') return '[^]*';
    if (piece === '?') return '[^]';
    return piece.replaceAll(/[$()+.[\]^{|}\\/-]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}

describe('batchPolicies()', () => {
  it('always lets the role read what lies in the folder, and never what lies beside it', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), segment, (folder, name) => {
        const key = folder.join('/');
        const { role } = batchPolicies({
          roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
          region: 'us-east-1',
          model: 'amazon.nova-lite-v1:0',
          inputUri: `s3://my-bucket/${key}/`,
          outputUri: 's3://my-bucket/elsewhere-of-outputs/',
        });
        const read = role.permissions.Statement.find(({ Sid }) => Sid === 'ReadInputs');
        const matcher = matcherOf(read?.Resource?.[0] ?? '');
        const beside = key.replaceAll('*', 'any');

        expect(matcher.test(`arn:aws:s3:::my-bucket/${key}/${name}`)).toBe(true);
        expect(matcher.test(`arn:aws:s3:::my-bucket/${key}-${name}`)).toBe(false);
        if (beside !== key)
          expect(matcher.test(`arn:aws:s3:::my-bucket/${beside}/${name}`)).toBe(false);
      }),
    );
  });
});
