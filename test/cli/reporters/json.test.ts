import { describe, expect, it } from 'vitest';
import { json } from '../../../src/cli/reporters/json.ts';
import { blankLine, duplicate, reportOf } from './sample-report.ts';

describe('json()', () => {
  it('is the report, and the number of diagnostics that are not in it', () => {
    const report = reportOf([duplicate, blankLine(3), blankLine(4)]);

    const whole = JSON.parse(json(report, {}));
    const cut = JSON.parse(json(report, { maxDiagnostics: 1 }));

    expect(whole).toEqual({ ...JSON.parse(JSON.stringify(report)), hidden: 0 });
    expect(cut).toMatchObject({ errors: 1, warnings: 2, hidden: 2 });
    expect(cut.diagnostics).toEqual([expect.objectContaining({ code: 'RECORD_ID_DUPLICATE' })]);
  });

  it('escapes what a terminal would act on, and says the same', () => {
    const recordId = '\u009b31m\u202etxt\u2028\u007f';
    const text = json(
      reportOf([{ ...duplicate, location: { ...duplicate.location, recordId } }]),
      {},
    );

    expect(text).toContain('"\\u009b31m\\u202etxt\\u2028\\u007f"');
    expect(JSON.parse(text).diagnostics[0].location.recordId).toBe(recordId);
  });
});
