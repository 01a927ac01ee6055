import { BedrockClient } from '@aws-sdk/client-bedrock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { listJobs, waitForRun } from '../../../src/jobs/index.ts';
import { jobReply, startReplies } from '../../support/bedrock-replies.ts';
import { endedAttempt, foreignRun, foreignState } from '../../support/foreign-run.ts';
import { noSleep } from '../fixture.ts';

const SAME_PAGE = { code: 'JOB_REQUEST', message: expect.stringContaining('no end') as string };
const MOST_PAGES = 8;

const clientFor = (endpoint: string) =>
  new BedrockClient({
    ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

/** Pages of one job each; `next` names the page after each, none where it is no page. The first has no token. */
const pagesOf = (next: readonly number[]) => (token: string | null) => {
  const page = Number(token ?? 0);
  const after = next[page] ?? next.length;
  return {
    invocationJobSummaries: [jobReply(page)],
    ...(after < next.length ? { nextToken: String(after) } : {}),
  };
};

/** The pages in the order they lead to each other, each token taken once, and whether there is a last one. */
function walk(next: readonly number[]): { readonly pages: readonly number[]; ends: boolean } {
  const pages = [0];
  for (let page = next[0] ?? next.length; page < next.length; page = next[page] ?? next.length) {
    if (pages.slice(1).includes(page)) return { pages, ends: false };
    pages.push(page);
  }
  return { pages, ends: true };
}

describe('a list of jobs whose pages lead back', () => {
  it('ends with an error after the jobs of its pages, and any other list without one', async () => {
    let next: readonly number[] = [];
    const list = (token: string | null) => pagesOf(next)(token);
    const bedrock = clientFor(await startReplies({ list }));
    const anyPages = fc.array(fc.nat(MOST_PAGES), { minLength: 1, maxLength: MOST_PAGES });

    await fc.assert(
      fc.asyncProperty(anyPages, async (pages) => {
        next = pages;
        const expected = walk(pages);
        const ids: string[] = [];
        const error = await (async () => {
          for await (const { jobId } of listJobs({ bedrock })) ids.push(jobId);
        })().catch((reason: unknown) => reason);

        expect(ids).toEqual(expected.pages.map((page) => `abcdefghijk${page}`));
        if (expected.ends) expect(error).toBeUndefined();
        else expect(error).toMatchObject(SAME_PAGE);
      }),
      { numRuns: 60 },
    );
  });

  it('does not hold who looks for a job by its name', async () => {
    const bedrock = clientFor(await startReplies({ list: pagesOf([1, 2, 1]) }));
    const unknown = endedAttempt({ jobArn: undefined, seen: undefined });
    const folder = await foreignRun((dataset) => ({
      ...foreignState(dataset),
      jobs: [{ folder: 'jobs/0000', attempts: [unknown] }],
    }));

    const waiting = waitForRun(await openRun(folder), { bedrock, ...noSleep() });

    await expect(waiting).rejects.toMatchObject(SAME_PAGE);
  });
});
