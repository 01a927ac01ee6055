import { describe, expect, it } from 'vitest';
import { parseQuotaOption, quotaNames, quotasFor } from '../../../src/quotas/index.ts';
import { quotaOptionNames } from '../../../src/quotas/table/quota-options.ts';

describe('parseQuotaOption()', () => {
  it('reads every quota by the name of its option', () => {
    for (const name of quotaNames) {
      expect(parseQuotaOption(`${quotaOptionNames[name]}=10000`)).toEqual([name, 10_000]);
    }
    expect(parseQuotaOption('min-records-per-job=0')).toEqual(['minRecordsPerJob', 0]);
  });

  it('gives what quotasFor() takes', () => {
    const overrides = Object.fromEntries([parseQuotaOption('job-bytes=7000000000')]);

    expect(quotasFor(undefined, overrides).quotas.jobBytes).toBe(7e9);
  });

  it.each([
    'records-per-file=0',
    'records-per-file=',
    'records-per-file=-1',
    'records-per-file=1e3',
    'records-per-file=10_000',
    'records-per-file= 10',
    'records-per-file=9007199254740993',
  ])('refuses the value of %s', (text) => {
    expect(() => parseQuotaOption(text)).toThrowError(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'records-per-file' }),
    );
  });

  it.each(['recordsPerFile=10', 'toString=1', '=1', 'records-per-file'])('refuses %s', (text) => {
    expect(() => parseQuotaOption(text)).toThrowError(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'quota' }),
    );
  });

  it('prints no control characters of the argument', () => {
    expect(() => parseQuotaOption('\u001b[31m=1')).toThrowError(/"\\u001b\[31m"/);
  });
});
