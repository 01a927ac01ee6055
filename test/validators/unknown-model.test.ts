import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateDataset } from '../../src/validators/index.ts';

describe('validateDataset() for a model of which nothing is known', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unknown-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function codesOf(...lines: readonly string[]): Promise<readonly string[]> {
    const path = join(folder, 'input.jsonl');
    await writeFile(path, lines.map((line) => `${line}\n`).join(''));
    const report = await validateDataset(path, { model: 'acme.model-1' });
    return report.counts.map(({ code }) => code).toSorted();
  }

  it('applies all that holds for every model', async () => {
    const codes = await codesOf(
      '{"recordId":"a","modelInput":{"anything":[1,{"goes":null}]}}',
      '{"recordId":"a","modelInput":{}}',
      '{"recordId":"b","modelInput":"text"}',
      '{"recordId":7,"modelInput":{},"more":1}',
      '{"modelInput":{}',
      '[]',
      '',
      '{"recordId":"c"}',
    );

    expect(codes).toEqual(
      [
        'MODEL_UNKNOWN',
        'RECORD_ID_DUPLICATE',
        'RECORD_MODEL_INPUT_TYPE',
        'RECORD_ID_TYPE',
        'RECORD_UNKNOWN_KEY',
        'JSONL_SYNTAX',
        'RECORD_NOT_OBJECT',
        'JSONL_BLANK_LINE',
        'RECORD_MODEL_INPUT_MISSING',
        'QUOTA_RECORDS_PER_JOB_MIN',
      ].toSorted(),
    );
  });

  it('says nothing else of records that are right in general', async () => {
    const lines = Array.from(
      { length: 100 },
      (_, at) => `{"recordId":"r${at}","modelInput":{"n":${at}}}`,
    );

    expect(await codesOf(...lines)).toEqual(['MODEL_UNKNOWN']);
  });
});
