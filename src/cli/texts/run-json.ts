import type { Run } from '../../dataset/index.ts';

/** What `--json` says of a run: its target, its places, and the last attempt at each job. */
export function runJson({ state }: Run): Readonly<Record<string, unknown>> {
  const { run, target, inputUri, outputUri, jobs } = state;
  return {
    ...{ run, target, inputUri, outputUri },
    jobs: jobs.map(({ folder, attempts }) => {
      const last = attempts.at(-1);
      return {
        folder,
        attempt: last?.attempt ?? 0,
        jobName: last?.request.jobName,
        jobArn: last?.jobArn,
        ...last?.seen,
        stopAsked: last?.stopAsked,
      };
    }),
  };
}
