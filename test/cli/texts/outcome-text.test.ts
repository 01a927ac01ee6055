import { describe, expect, it } from 'vitest';
import { anomalyLines, totalsText } from '../../../src/cli/texts/outcome-text.ts';
import { type JobOutcomes, sumOutcomes } from '../../../src/results/index.ts';
import { noCounts, noIncomplete, noTokens } from '../../../src/results/outcomes/job-outcomes.ts';

const none = { counts: noCounts, tokens: noTokens, incomplete: noIncomplete };
const job: JobOutcomes = {
  folder: 'jobs/0000',
  ...none,
  padding: none,
  anomalies: 0,
  anomalyExamples: [],
};

describe('totalsText()', () => {
  it('always says how many answers are incomplete', () => {
    const whole = { ...job, counts: { ...noCounts, succeeded: 3 } };
    const cut = { ...whole, incomplete: { ...noIncomplete, length: 1, other: 1 } };

    expect(totalsText(sumOutcomes([whole]))).toBe(
      '3 records: 3 succeeded; none incomplete; 0 tokens in, 0 out',
    );
    expect(totalsText(sumOutcomes([whole, cut]))).toBe(
      '6 records: 6 succeeded; 2 of the succeeded incomplete (1 length, 1 other); 0 tokens in, 0 out',
    );
  });

  it('says how many answers nobody looked at, also of a version that did not', () => {
    const { incomplete: _incomplete, ...old } = { ...job, counts: { ...noCounts, succeeded: 2 } };

    expect(totalsText(sumOutcomes([{ ...job, unjudged: 1 }, old]))).toContain(
      '; 3 answers not looked at: cut off, refused or empty ones may be among them; ',
    );
  });

  it('says how many answers contradict the one that was taken', () => {
    const anomaly = { kind: 'conflict', file: 's3://data/out.jsonl.out', line: 7 } as const;
    const odd: JobOutcomes = { ...job, anomalies: 3, conflicts: 1, anomalyExamples: [anomaly] };

    expect(totalsText(sumOutcomes([odd]))).toContain(
      '; 3 lines of the outputs (1 other answer to a record that has one) not used',
    );
    expect(anomalyLines([odd])).toEqual([
      '  s3://data/out.jsonl.out:7 has another answer than the line that was taken for its record',
    ]);
  });
});
