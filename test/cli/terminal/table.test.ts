import { describe, expect, it } from 'vitest';
import { formatTable } from '../../../src/cli/terminal/table.ts';

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl';

describe('a table without heads', () => {
  it('puts only what is too long below its name', () => {
    const rows = [
      ['jobArn', ARN],
      ['status', 'Completed'],
      ['message', 'The job has fewer records than the quota asks for'],
    ];

    expect(formatTable([], rows, 40)).toBe(
      [
        'jobArn',
        `  ${ARN}`,
        'status   Completed',
        'message  The job has fewer records than',
        '         the quota asks for',
      ].join('\n'),
    );
    expect(formatTable([], rows, 100).split('\n')).toHaveLength(3);
    expect(formatTable([], rows).split('\n')).toHaveLength(3);
  });
});
