import { describe, expect, it } from 'vitest';
import { shortenFiles } from '../../../src/quotas/index.ts';

const files = [
  { records: 3, bytes: 30 },
  { records: 2, bytes: 12 },
  { records: 1, bytes: 7 },
];

describe('shortenFiles()', () => {
  it('shortens the last file', () => {
    expect(shortenFiles(files.slice(0, 2), { records: 1, bytes: 5 })).toEqual([
      { records: 3, bytes: 30 },
      { records: 1, bytes: 7 },
    ]);
  });

  it('drops files that become empty', () => {
    expect(shortenFiles(files, { records: 3, bytes: 19 })).toEqual([{ records: 3, bytes: 30 }]);
    expect(shortenFiles(files, { records: 5, bytes: 38 })).toEqual([{ records: 1, bytes: 11 }]);
    expect(shortenFiles(files, { records: 6, bytes: 49 })).toEqual([]);
  });

  it('changes nothing when nothing goes', () => {
    expect(shortenFiles(files, { records: 0, bytes: 0 })).toEqual(files);
  });
});
