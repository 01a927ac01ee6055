import type { Run } from '../../dataset/index.ts';

/** Writes of each job that did not come to its end why it is not submitted again by itself. */
export async function notAgainLines({ state }: Run): Promise<readonly string[]> {
  const { whyNotAgain } = await import('../../jobs/index.ts');
  return state.jobs.flatMap(({ folder, attempts }) => {
    const seen = attempts.at(-1)?.seen;
    const why = seen === undefined ? undefined : whyNotAgain(seen);
    return why === undefined ? [] : [`${folder}: ${why}`];
  });
}
