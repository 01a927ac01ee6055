import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { truncateSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const OPTIONS: ValidateOptions = {
  model: 'amazon.titan-embed-text-v2:0',
  quotas: { minRecordsPerJob: 1, recordsPerFile: 1e9, recordsPerJob: 1e9 },
};
const folder = useTemporaryFolder();
const at = (...names: readonly string[]) => join(folder.path, ...names);
const record = (id: number | string) => `{"recordId":"${id}","modelInput":{"inputText":"Hello"}}\n`;

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(at(name), content);
  return at(name);
}

describe('validateDataset() of files with nothing in them', () => {
  it('finds too few records in an empty file', async () => {
    const report = await validateDataset(await file('empty.jsonl', ''), OPTIONS);

    expect(report).toMatchObject({ valid: false, records: 0, bytes: 0, errors: 1 });
    expect(report.counts[0]?.code).toBe('QUOTA_RECORDS_PER_JOB_MIN');
  });

  it('finds a blank line for each of many newlines, and no record', async () => {
    const path = await file('newlines.jsonl', '\n'.repeat(300_000));

    const report = await validateDataset(path, OPTIONS);

    expect(report).toMatchObject({ valid: false, records: 0, bytes: 300_000 });
    expect(report.counts).toContainEqual({
      code: 'JSONL_BLANK_LINE',
      severity: 'warning',
      count: 300_000,
    });
  });

  it('finds no JSON in a file of NULs, and shows little of it', async () => {
    const report = await validateDataset(await file('nul.jsonl', Buffer.alloc(3_000_000)), OPTIONS);

    expect(report).toMatchObject({ valid: false, records: 1, bytes: 3_000_000 });
    expect(report.diagnostics[0]).toMatchObject({
      location: { line: 1, column: 1, byteOffset: 0 },
    });
    expect(JSON.stringify(report).length).toBeLessThan(5000);
  });

  it('finds no JSON in a file of one byte, whatever the byte', async () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const report = await validateDataset({ bytes: [Uint8Array.of(byte)] }, OPTIONS);

      expect(report.valid, `byte ${byte}`).toBe(false);
    }
  });
});

describe('validateDataset() of odd paths', () => {
  it('reads a folder with links and a loop of links once each', async () => {
    await mkdir(at('job', 'a'), { recursive: true });
    await writeFile(at('job', 'a', '1.jsonl'), record(1));
    await writeFile(at('elsewhere.jsonl'), record(2));
    await symlink(at('elsewhere.jsonl'), at('job', '2.jsonl'));
    await symlink('..', at('job', 'a', 'up'));

    expect(await validateDataset(at('job'), OPTIONS)).toMatchObject({
      valid: true,
      files: 2,
      records: 2,
    });
  });

  it('reads a folder of many files as one job', async () => {
    await mkdir(at('many'));
    const names = Array.from({ length: 2000 }, (_, index) => `${index}.jsonl`);
    await Promise.all(names.map((name) => writeFile(at('many', name), record(name))));
    await writeFile(at('many', 'last.jsonl'), record('0.jsonl'));

    const report = await validateDataset(at('many'), OPTIONS);

    expect(report).toMatchObject({ files: 2001, records: 2001, jobs: 1, errors: 1 });
    expect(report.diagnostics[0]).toMatchObject({
      code: 'RECORD_ID_DUPLICATE',
      location: { source: at('many', 'last.jsonl') },
      related: [{ source: at('many', '0.jsonl'), line: 1 }],
    });
  });

  it('reads a pipe to its end, and remembers its ids', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const lines = [...Array.from({ length: 60_000 }, (_, index) => record(index)), record(7)];
    const source = await file('source.jsonl', lines.join(''));
    const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', source, at('pipe')]);

    const closed = once(writer, 'close');
    const report = await validateDataset(at('pipe'), OPTIONS);
    await closed;

    expect(report).toMatchObject({ records: 60_001, errors: 1 });
    expect(report.diagnostics[0]).toMatchObject({
      code: 'RECORD_ID_DUPLICATE',
      location: { line: 60_001 },
      related: [{ line: 8 }],
    });
  });

  it('finds too few records in a device that gives nothing', async () => {
    const report = await validateDataset('/dev/null', OPTIONS);

    expect(report).toMatchObject({ valid: false, records: 0, bytes: 0 });
  });

  it('says that a path below a file is not there', async () => {
    const path = join(await file('x.jsonl', record(1)), 'y.jsonl');

    await expect(validateDataset(path, OPTIONS)).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });

  it('says that a link to itself cannot be read', async () => {
    await symlink(at('loop'), at('loop'));

    await expect(validateDataset(at('loop'), OPTIONS)).rejects.toMatchObject({
      code: 'SOURCE_READ',
    });
  });
});

describe('validateDataset() of a file that changes meanwhile', () => {
  it('ends where a file that shrinks ends', async () => {
    const all = Array.from({ length: 200_000 }, (_, index) => record(index)).join('');
    const path = await file('shrinks.jsonl', all);

    const validated = validateDataset(path, OPTIONS);
    await new Promise((resolve) => setImmediate(resolve));
    truncateSync(path, 3_000_000);
    const report = await validated;

    expect(report.bytes).toBeGreaterThanOrEqual(3_000_000);
    expect(report.bytes).toBeLessThan(all.length);
    expect(report.counts.map(({ code }) => code)).not.toContain('RECORD_ID_DUPLICATE');
  });
});
