import { describe, expect, it } from 'vitest';
import { JobPacker } from '../../../src/quotas/index.ts';
import { quotasWith } from './small-quotas.ts';

describe('JobPacker', () => {
  it('places each record at once', () => {
    const packer = new JobPacker(
      quotasWith({ recordsPerFile: 2, recordsPerJob: 3, minRecordsPerJob: 1 }),
    );

    const placements = [10, 10, 10, 10].map((bytes) => packer.push(bytes));

    expect(placements).toEqual([
      { job: 0, file: 0, startsJob: true, startsFile: true },
      { job: 0, file: 0, startsJob: false, startsFile: false },
      { job: 0, file: 1, startsJob: false, startsFile: true },
      { job: 1, file: 0, startsJob: true, startsFile: true },
    ]);
    expect(packer.finish()).toBeUndefined();
  });

  it('hands over exactly the missing records with all that a writer needs', () => {
    const packer = new JobPacker(
      quotasWith({ recordsPerFile: 3, recordsPerJob: 10, minRecordsPerJob: 4 }),
    );

    for (let bytes = 1; bytes <= 12; bytes += 1) packer.push(bytes);

    expect(packer.finish()).toEqual({
      from: 0,
      to: 1,
      records: 2,
      bytes: 9 + 10,
      files: [
        { records: 3, bytes: 9 + 10 + 11 },
        { records: 1, bytes: 12 },
      ],
    });
  });

  it.each([
    [[1, 2, 3, 4], 0],
    [[1, 2, 3, 4, 5], 3],
    [[1, 2, 3], 1],
    [[], 4],
  ])('says how many records are missing at the end of %j', (sizes, missing) => {
    const packer = new JobPacker(quotasWith({ recordsPerJob: 4, minRecordsPerJob: 4 }));

    for (const bytes of sizes) packer.push(bytes);

    expect(packer.missing).toBe(missing);
  });

  it('misses nothing where the job before can lend', () => {
    const packer = new JobPacker(quotasWith({ recordsPerJob: 10, minRecordsPerJob: 4 }));

    for (let bytes = 1; bytes <= 12; bytes += 1) packer.push(bytes);

    expect(packer.missing).toBe(0);
    expect(packer.finish()).toMatchObject({ records: 2 });
  });

  it('hands over nothing when nothing came, or one job only', () => {
    const packer = new JobPacker(quotasWith({}));

    expect(packer.finish()).toBeUndefined();
    packer.push(5);
    expect(packer.finish()).toBeUndefined();
  });
});
