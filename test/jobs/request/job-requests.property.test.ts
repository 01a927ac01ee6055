import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConstraints } from '../../../src/core/index.ts';
import { slug } from '../../../src/dataset/index.ts';
import { jobRequests } from '../../../src/jobs/index.ts';
import { manifestOf, ROLE } from '../fixture.ts';

const word = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}[a-z0-9]$/);
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), word);

const request = fc.record(
  {
    model: fc.constantFrom('amazon.nova-lite-v1:0', 'us.amazon.nova-pro-v1:0'),
    timeoutDurationInHours: fc.integer({ min: 24, max: 168 }),
    outputKmsKey: fc.constantFrom('alias/a', 'alias/b'),
    inputBucketOwner: fc.constantFrom('111111111111', '222222222222'),
    run: fc.constantFrom('main', 'second'),
  },
  { requiredKeys: [] },
);

function requestsOf(name: string, bucket: string, options: object, attempt: number) {
  const manifest = manifestOf(2, { name: slug(name) });
  return jobRequests(
    { manifest },
    {
      inputUri: `s3://${bucket}/in/`,
      outputUri: `s3://${bucket}/out/`,
      roleArn: ROLE,
      attempts: { 'jobs/0000': attempt, 'jobs/0001': attempt },
      ...options,
    },
  ).map((job) => job.request);
}

describe('names and tokens of requests', () => {
  it('are always what the API takes, whatever the dataset is called', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10_000 }), (name, attempt) => {
        for (const { jobName, clientRequestToken } of requestsOf(name, 'bucket', {}, attempt)) {
          expect(checkConstraints('ModelInvocationJobName', jobName)).toEqual([]);
          expect(checkConstraints('ModelInvocationIdempotencyToken', clientRequestToken)).toEqual(
            [],
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are always the same for the same request and attempt', () => {
    fc.assert(
      fc.property(text, request, fc.integer({ min: 1, max: 50 }), (name, options, attempt) => {
        const first = requestsOf(name, 'bucket', options, attempt);

        expect(requestsOf(name, 'bucket', structuredClone(options), attempt)).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  it('are never shared by two requests or attempts', () => {
    const asked = fc.tuple(request, fc.integer({ min: 1, max: 5 }));
    const distinct = fc.uniqueArray(asked, {
      minLength: 2,
      maxLength: 6,
      selector: ([options, attempt]) =>
        JSON.stringify([attempt, Object.entries(withDefaults(options)).sort()]),
    });
    fc.assert(
      fc.property(distinct, (several) => {
        const all = several.flatMap(([options, attempt]) =>
          requestsOf('texts', 'bucket', options, attempt),
        );

        expect(new Set(all.map(({ jobName }) => jobName)).size).toBe(all.length);
        expect(new Set(all.map(({ clientRequestToken }) => clientRequestToken)).size).toBe(
          all.length,
        );
      }),
      { numRuns: 100 },
    );
  });
});

function withDefaults(options: { readonly run?: string }) {
  return { ...options, run: options.run ?? 'main' };
}
