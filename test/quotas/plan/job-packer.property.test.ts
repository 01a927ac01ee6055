import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobPacker, type PlannedFile, planJobs, type Quotas } from '../../../src/quotas/index.ts';
import { shortenFiles } from './shorten-files.ts';
import { anyQuotas, lineSizes, saneQuotas } from './small-quotas.ts';

/** What a writer would have on disk at the end: the files of each job. */
function filesByPacker(sizes: readonly number[], quotas: Quotas): PlannedFile[][] {
  const packer = new JobPacker(quotas);
  const jobs: PlannedFile[][] = [];
  for (const size of sizes) {
    const { job, file, startsJob, startsFile } = packer.push(size);
    expect(startsJob).toBe(jobs[job] === undefined);
    const files = (jobs[job] ??= []);
    expect(startsFile).toBe(files[file] === undefined);
    const { records, bytes } = files[file] ?? { records: 0, bytes: 0 };
    files[file] = { records: records + 1, bytes: bytes + size };
  }
  const handover = packer.finish();
  if (handover !== undefined) {
    jobs[handover.from] = shortenFiles(jobs[handover.from] ?? [], handover);
    jobs[handover.to] = [...handover.files];
  }
  return jobs;
}

describe('JobPacker', () => {
  it.each([
    ['any', anyQuotas],
    ['sane', saneQuotas],
  ])('always ends with the plan of planJobs() under %s quotas', (_title, quotasArbitrary) => {
    fc.assert(
      fc.property(lineSizes, quotasArbitrary, (sizes, quotas) => {
        const planned = planJobs(sizes, quotas).jobs.map(({ files }) => files);

        expect(filesByPacker(sizes, quotas)).toEqual(planned);
      }),
      { numRuns: 300 },
    );
  });
});
