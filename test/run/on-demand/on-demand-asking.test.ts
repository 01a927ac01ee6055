import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OnDemandProgress } from '../../../src/run/index.ts';
import { KeptAnswers } from '../../../src/run/on-demand/kept-answers.ts';
import { type Asking, OnDemandAsking } from '../../../src/run/on-demand/on-demand-asking.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

const refused = (status: number) =>
  Object.assign(new Error('Slow down'), {
    name: status === 429 ? 'ThrottlingException' : 'ServiceUnavailableException',
    $metadata: { httpStatusCode: status, attempts: 3 },
  });

/** Asks two records; gives what was waited for and told. */
async function ask(send: Asking['send']) {
  const answers = await KeptAnswers.open(join(folder.path), {
    model: 'm',
    invocationType: 'InvokeModel',
  });
  const waits: number[] = [];
  const progress: OnDemandProgress[] = [];
  const records = (async function* () {
    for (const recordId of ['a', 'b']) yield { recordId, modelInput: {} };
  })();
  const asking = new OnDemandAsking(records, {
    ...{ answers, send, operation: 'InvokeModel', concurrency: 1, signal: undefined },
    requestsOf: () => 3,
    onProgress: (told) => progress.push(told),
    waiting: {
      random: () => 1,
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
      },
    },
  });
  const end = await asking.run().then(
    () => undefined,
    (error: unknown) => error,
  );
  await answers.close();
  return { end, waits, progress, counts: asking.counts };
}

describe('OnDemandAsking', () => {
  it('waits longer and longer where Bedrock throttles, and says so', async () => {
    let left = 4;
    const { end, waits, progress, counts } = await ask(async () => {
      left -= 1;
      if (left >= 0) throw refused(429);
      return { modelOutput: '{}', requests: 1 };
    });

    expect(end).toBeUndefined();
    expect(waits).toEqual([2000, 4000, 8000, 16_000]);
    expect(progress).toEqual([
      ...waits.map(() => ({ done: 0, isThrottled: true })),
      { done: 1, isThrottled: false },
      { done: 2, isThrottled: false },
    ]);
    expect(counts).toEqual({ records: 2, kept: 0, requests: 4 * 3 + 2 });
  });

  it('gives up after ten tries, which take some five minutes', async () => {
    const { end, waits } = await ask(() => Promise.reject(refused(429)));

    expect(end).toMatchObject({ code: 'JOB_THROTTLED', isRetryable: true });
    expect(waits).toHaveLength(9);
    expect(waits.reduce((sum, wait) => sum + wait)).toBe(302_000);
  });

  it('waits for nothing else', async () => {
    const { end, waits } = await ask(() => Promise.reject(refused(503)));

    expect(end).toMatchObject({ code: 'JOB_REQUEST' });
    expect(waits).toEqual([]);
  });
});
