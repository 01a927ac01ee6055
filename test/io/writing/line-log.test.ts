import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LineLog } from '../../../src/io/writing/line-log.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const path = () => join(folder.path, 'log.jsonl');

describe('LineLog', () => {
  it('adds lines whole and in order behind those that are there, also all at once', async () => {
    await writeFile(path(), 'first\n');
    const log = await LineLog.open(path());
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at} ${'x'.repeat(at * 100)}\n`);

    await Promise.all(lines.map((line) => log.append(Buffer.from(line))));
    await log.close();

    expect(await readFile(path(), 'utf8')).toBe(`first\n${lines.join('')}`);
  });

  it('has the bytes of a line when it says so', async () => {
    const log = await LineLog.open(path());

    await log.append(Buffer.from('one\n'));

    expect(await readFile(path(), 'utf8')).toBe('one\n');
    await log.close();
  });

  it('writes nothing behind a line that could not be written', async () => {
    const log = await LineLog.open('/dev/full');

    const [first, second] = await Promise.allSettled([
      log.append(Buffer.from('one\n')),
      log.append(Buffer.from('two\n')),
    ]);

    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'DATASET_WRITE' } });
    expect(second).toEqual(first);
    await log.close();
  });
});
