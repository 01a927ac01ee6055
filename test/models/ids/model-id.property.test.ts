import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConstraints } from '../../../src/core/index.ts';
import { normalizeModelId, parseModelId, resolveModel } from '../../../src/models/index.ts';

const text = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        'us.',
        'global.',
        'anthropic.',
        'amazon.',
        'claude-3-haiku',
        'nova-pro',
        '-v1',
        ':0',
        ':48k',
        'arn:aws:bedrock:us-east-1:',
        '111122223333',
        ':custom-model/',
        ':foundation-model/',
        ':inference-profile/',
        ':application-inference-profile/',
        ':provisioned-model/',
        'abcdef123456',
        '.',
        '/',
      ),
      { maxLength: 7 },
    )
    .map((parts) => parts.join('')),
);

describe('parseModelId()', () => {
  it('never takes what the API does not, and takes all that it does', () => {
    fc.assert(
      fc.property(text, (id) => {
        const { kind } = parseModelId(id);
        const isTaken = kind !== 'malformed' && kind !== 'not-batchable';

        expect([id, isTaken]).toEqual([id, checkConstraints('ModelId', id).length === 0]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('normalizeModelId()', () => {
  it('never throws', () => {
    fc.assert(fc.property(text, (id) => typeof normalizeModelId(id) === 'string'));
  });
});

describe('resolveModel()', () => {
  it('never throws, and gives a reason wherever there is no family', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('InvokeModel' as const, 'Converse' as const),
        (id, type) => {
          const resolution = resolveModel(id, { invocationType: type });

          if ('reason' in resolution) expect(resolution.reason).not.toBe('');
          else expect(resolution.family).toBeDefined();
        },
      ),
      { numRuns: 300 },
    );
  });
});
