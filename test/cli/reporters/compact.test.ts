import { describe, expect, it } from 'vitest';
import { compact } from '../../../src/cli/reporters/compact.ts';
import { diagnose } from '../../../src/core/index.ts';
import { blankLine, duplicate, ofRow, reportOf } from './sample-report.ts';

describe('compact()', () => {
  it('writes one line for each diagnostic, then the summary', () => {
    const whole = diagnose('SHARD_MISSING', {
      location: { source: 'out/jobs/0000/shard-00000.jsonl' },
      args: { path: 'jobs/0000/shard-00000.jsonl' },
    });

    expect(compact(reportOf([duplicate, ofRow, whole]), {}).split('\n')).toEqual([
      'a.jsonl:17:13 error RECORD_ID_DUPLICATE The recordId "r-1" was used before, at a.jsonl:2, so the two outcomes cannot be told apart',
      'movies.json row 1,200 error RECORD_MODEL_INPUT_MISSING The record has no modelInput, so there is nothing to send to the model',
      'out/jobs/0000/shard-00000.jsonl error SHARD_MISSING The shard "jobs/0000/shard-00000.jsonl" is in the manifest, but not in the folder',
      '3 errors, 0 warnings in 5 records, 1 file, 1 job, 1.2 kB',
    ]);
  });

  it('says at the end how many are not shown', () => {
    const report = reportOf([1, 2, 3].map(blankLine));

    expect(compact(report, { maxDiagnostics: 1 }).split('\n')).toEqual([
      expect.stringMatching(/^a\.jsonl:1:1 warning JSONL_BLANK_LINE /),
      '0 errors, 3 warnings in 5 records, 1 file, 1 job, 1.2 kB; 2 diagnostics not shown',
    ]);
  });
});
