import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/results/index.ts';
import {
  OutcomeTable,
  type OutcomeTableOptions,
} from '../../../src/results/table/outcome-table.ts';

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  recordId: '1',
  status: 'succeeded',
  text: 'Thriller',
  ...more,
});

function tableOf(outcomes: readonly Outcome[], options: OutcomeTableOptions = {}): string {
  const table = new OutcomeTable(options);
  return outcomes.map((one) => table.add(one)).join('') + table.finish();
}

const lines = (text: string) => text.split('\r\n').slice(0, -1);

describe('a table of outcomes', () => {
  it('has what most need, then the columns of the rows', () => {
    const whole = outcome({
      finishReason: 'stop',
      usage: { inputTokens: 21, outputTokens: 4 },
      row: { title: 'Heat', year: 1995, cast: ['Pacino'], rating: null },
    });
    const error = { code: 'ThrottlingException', message: 'Too many', retryable: true };
    const failed: Outcome = { recordId: '2', status: 'failed', error, row: { title: '' } };
    const stopped: Outcome = { recordId: '3', status: 'unprocessed', reason: 'stopped' };

    expect(lines(tableOf([whole, failed, stopped]))).toEqual([
      'recordId,status,finishReason,text,inputTokens,outputTokens,error,errorMessage,title,year,cast,rating',
      '1,succeeded,stop,Thriller,21,4,,,Heat,1995,"[""Pacino""]",',
      '2,failed,,,,,ThrottlingException,Too many,"",,,',
      '3,unprocessed,,,,,stopped,,,,,',
    ]);
  });

  it('tells a column of the rows from that of the outcome', () => {
    const row = { text: 'asked', 'row.text': 'odd', status: 'new' };

    expect(
      lines(tableOf([outcome({ row })], { columns: ['text', 'row.text', 'row.row.text'] })),
    ).toEqual(['text,row.text,row.row.text', 'Thriller,asked,odd']);
    expect(lines(tableOf([outcome({ row })]))[0]).toMatch(/row\.text,row\.row\.text,row\.status$/);
  });

  it('takes no column of a prototype, and a row without columns as one cell', () => {
    const columns = ['row.__proto__', 'row.toString', 'row'];

    expect(lines(tableOf([outcome({ row: 'plain' })], { columns }))[1]).toBe(',,plain');
    expect(lines(tableOf([outcome({ row: [1, 'a'] })]))[1]).toMatch(/,"\[1,""a""\]"$/);
  });

  it('keeps what Bedrock wrote as output, and says objects as JSON', () => {
    const output = { content: 'a, "b"' };

    expect(lines(tableOf([outcome({ output })], { columns: ['output'] }))).toEqual([
      'output',
      '"{""content"":""a, \\""b\\""""}"',
    ]);
  });

  it('names columns that only rows behind the first thousand have', () => {
    const told: (readonly string[])[] = [];
    const outcomes = Array.from({ length: 1002 }, (_, place) =>
      outcome({ row: place < 1000 ? { a: place } : { a: place, late: 1 } }),
    );
    const text = tableOf(outcomes, { onLeftOut: (columns) => told.push(columns) });

    expect(lines(text)).toHaveLength(1003);
    expect(lines(text)[0]).toMatch(/errorMessage,a$/);
    expect(told).toEqual([['late']]);
    expect(lines(tableOf(outcomes, { columns: ['row.late'] })).at(-1)).toBe('1');
  });

  it('holds no more answers than it needs for the names of columns', () => {
    const table = new OutcomeTable();
    const text = 'x'.repeat(1 << 21);

    expect(table.add(outcome({ text }))).toBe('');
    expect(table.add(outcome({ text }))).toContain('recordId,status');
  });

  it.each([
    [{ columns: ['recordID'] }, 'There is no column "recordID"'],
    [{ columns: [] }, 'A table needs a column'],
  ])('refuses %j', (options, message) => {
    expect(() => tableOf([outcome({ row: { title: 'Heat' } })], options)).toThrow(message);
  });

  it('has its line of names where there is no outcome, and a cell where a line would be empty', () => {
    expect(tableOf([], { columns: ['title'] })).toBe('title\r\n');
    expect(tableOf([outcome()], { columns: ['error'], bom: true })).toBe('\uFEFFerror\r\n""\r\n');
  });
});
