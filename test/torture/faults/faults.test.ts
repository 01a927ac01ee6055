import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { faultSuite } from './fault-suite.ts';
import { faultKinds } from './kinds/fault-kinds.ts';
import { renderedRows } from './table.ts';

describe('what goes wrong between the command and AWS', () => faultSuite());

describe('the table of faults in docs/reliability.md', () => {
  it('has the kinds that are tried, and nothing that is not right', async () => {
    const page = await readFile(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

    const rows = renderedRows(page);

    expect(rows.map(({ kind }) => kind)).toEqual([...faultKinds.map(({ name }) => name), 'all']);
    expect(rows.filter(({ tried, right }) => tried === 0 || tried !== right)).toEqual([]);
  });
});
