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
});
