import { describe, expect, it } from 'vitest';
import { github } from '../../../src/cli/reporters/github.ts';
import { type Diagnostic, diagnose } from '../../../src/core/index.ts';
import { blankLine, duplicate, ofRow, reportOf } from './sample-report.ts';

describe('github()', () => {
  it('writes workflow commands, then the summary', () => {
    expect(github(reportOf([duplicate, blankLine(3)]), {}).split('\n')).toEqual([
      '::error file=a.jsonl,line=17,col=13,title=RECORD_ID_DUPLICATE::The recordId "r-1" was used before, at a.jsonl:2, so the two outcomes cannot be told apart%0AGive each record its own recordId, also across the files of a dataset',
      '::warning file=a.jsonl,line=3,col=1,title=JSONL_BLANK_LINE::The line is blank; AWS does not document how Bedrock reads or counts it%0ARemove the line',
      '1 error, 1 warning in 5 records, 1 file, 1 job, 1.2 kB',
    ]);
  });

  it('names the row in the text, because an annotation has only lines', () => {
    expect(github(reportOf([ofRow]), {})).toMatch(
      /^::error file=movies\.json,title=RECORD_MODEL_INPUT_MISSING::movies\.json row 1,200: The record/,
    );
  });

  it('escapes what would end a property or a command', () => {
    const odd = diagnose('SHARD_FOREIGN', {
      location: { source: 'C:\\a, b%\r\n::set-output.jsonl', line: 1 },
      args: { path: '50%' },
    });

    const [line] = github(reportOf([odd]), {}).split('\n');

    expect(line).toMatch(
      /^::error file=C%3A\\a%2C b%25\\u000d\\u000a%3A%3Aset-output\.jsonl,line=1,title=SHARD_FOREIGN::The file "50%25"/,
    );
  });

  it('writes at most 10 errors and 10 warnings', () => {
    const errors = Array.from({ length: 12 }, (): Diagnostic => duplicate);
    const warnings = Array.from({ length: 30 }, (_, index) => blankLine(index + 1));

    const lines = github(reportOf([...warnings, ...errors]), {}).split('\n');

    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.at(-1)).toMatch(/^12 errors, 30 warnings .*; 22 diagnostics not shown$/);
  });
});
