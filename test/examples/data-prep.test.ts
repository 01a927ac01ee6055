import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { emulatorEnvironment, runExample, WorkFolder } from './run-program.ts';

const TICKETS = 120;

async function jsonLines(file: string): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('examples/data-prep.mts', () => {
  it('builds and validates where it is told of no bucket', async () => {
    using folder = new WorkFolder();
    const out = folder.in('tickets');

    const first = await runExample('data-prep.mts', ['--out', out]);
    const second = await runExample('data-prep.mts', ['--out', out]);

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/is built and valid: 120 records, \d+ bytes, 1 job/);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain('is there already: 120 records');
  });

  it('labels every ticket, and pays once when it is run again', async () => {
    using folder = new WorkFolder();
    await using emulator = await createEmulator({
      answer: ({ recordId }) =>
        recordId === 'T-1007'
          ? { error: { errorCode: 400, errorMessage: 'no luck' } }
          : { content: [{ type: 'text', text: 'damage' }], stop_reason: 'end_turn' },
    });
    await emulator.createBucket('my-bucket');
    const target = ['--to', 's3://my-bucket/batch/', '--role-arn', roleOf(emulator.account)];
    const args = ['--out', folder.in('tickets'), ...target, '--poll-seconds', '0.1'];
    const env = emulatorEnvironment(emulator);

    const first = await runExample('data-prep.mts', args, { env });
    const again = await runExample('data-prep.mts', args, { env });

    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain('120 tickets, 1 without a label');
    expect(first.stderr).toContain('jobs/0000 Completed');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain(', 0 bytes sent');
    expect(emulator.jobs()).toHaveLength(1);
    const labels = await jsonLines(folder.in('tickets-labels.jsonl'));
    expect(new Set(labels.map(({ id }) => id)).size).toBe(TICKETS);
    expect(labels.filter(({ label }) => label === 'damage')).toHaveLength(TICKETS - 1);
    expect(labels.find(({ id }) => id === 'T-1007')).toMatchObject({ status: 'failed' });
    expect(labels.find(({ id }) => id === 'T-1042')).toMatchObject({ text: '' });
  });

  it('says at which row the source is wrong, and writes nothing', async () => {
    using folder = new WorkFolder();
    await writeFile(folder.in('twice.csv'), 'id,product,text\nA,Lamp,dark\nA,Lamp,too bright\n');
    const out = folder.in('out');

    const ended = await runExample('data-prep.mts', [
      ...['--source', folder.in('twice.csv')],
      ...['--out', out],
    ]);

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('twice.csv, row 2: The recordId "A" was used before');
    expect(existsSync(out)).toBe(false);
  });
});

function roleOf(account: string): string {
  return `arn:aws:iam::${account}:role/Batch`;
}
