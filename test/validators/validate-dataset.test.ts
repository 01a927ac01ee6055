import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  assertValid,
  type ValidateOptions,
  validateDataset,
  validateRecord,
} from '../../src/validators/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';
const OPTIONS: ValidateOptions = { model: TITAN, quotas: { minRecordsPerJob: 1 } };

const record = (recordId: string, inputText = 'Hello') =>
  JSON.stringify({ recordId, modelInput: { inputText } });

/** Validates lines that are given as text or bytes. */
function validate(lines: readonly (string | Uint8Array)[], options: ValidateOptions = OPTIONS) {
  const bytes = lines.flatMap((line) => [
    typeof line === 'string' ? Buffer.from(line) : line,
    Buffer.from('\n'),
  ]);
  return validateDataset({ bytes }, options);
}

describe('validateDataset() of bytes', () => {
  it('finds nothing where nothing is wrong', async () => {
    const report = await validate([record('1'), record('2')]);

    expect(report).toMatchObject({
      valid: true,
      jobs: 1,
      files: 1,
      records: 2,
      errors: 0,
      warnings: 0,
      diagnostics: [],
    });
  });

  it('finds a broken line at its line, column and byte', async () => {
    const report = await validate([record('1'), '{"recordId":"ä","modelInput":{"inputText":}}']);

    expect(report.diagnostics).toHaveLength(1);
    expect(report.diagnostics[0]).toMatchObject({
      code: 'JSONL_SYNTAX',
      location: {
        source: 'stdin',
        line: 2,
        column: 43,
        byteOffset: Buffer.byteLength(record('1')) + 1 + 43,
      },
      received: '"}"',
    });
  });

  it('finds the byte that is not UTF-8', async () => {
    const line = Buffer.concat([
      Buffer.from('{"recordId":"'),
      Buffer.from([0xe4]),
      Buffer.from('"}'),
    ]);

    const report = await validate([line]);

    expect(report.diagnostics[0]).toMatchObject({
      code: 'JSONL_NOT_UTF8',
      location: { line: 1, column: 14, byteOffset: 13 },
      received: '0xe4',
    });
  });

  it('names a byte order mark once and reads on behind it', async () => {
    const report = await validate([`\ufeff${record('1')}`, record('2')]);

    expect(report.diagnostics.map(({ code }) => code)).toEqual(['JSONL_BOM']);
    expect(report.records).toBe(2);
  });

  it('warns of blank lines and does not count them', async () => {
    const report = await validate([record('1'), ' \r', record('2')]);

    expect(
      report.diagnostics.map(({ code, severity, location }) => [code, severity, location.line]),
    ).toEqual([['JSONL_BLANK_LINE', 'warning', 2]]);
    expect(report.records).toBe(2);
  });

  it.each([
    ['RECORD_NOT_OBJECT', '[1]'],
    ['RECORD_ID_MISSING', '{"modelInput":{"inputText":"a"}}'],
    ['RECORD_ID_TYPE', '{"recordId":7,"modelInput":{"inputText":"a"}}'],
    ['RECORD_ID_UNUSUAL', '{"recordId":"a b","modelInput":{"inputText":"a"}}'],
    ['RECORD_UNKNOWN_KEY', '{"recordId":"a","modelInput":{"inputText":"a"},"row":1}'],
    ['RECORD_MODEL_INPUT_MISSING', '{"recordId":"a"}'],
    ['RECORD_MODEL_INPUT_TYPE', '{"recordId":"a","modelInput":"{}"}'],
    ['MODEL_INPUT_REQUIRED', '{"recordId":"a","modelInput":{"dimensions":256}}'],
    ['MODEL_INPUT_TYPE', '{"recordId":"a","modelInput":{"inputText":5}}'],
    ['MODEL_INPUT_VALUE', '{"recordId":"a","modelInput":{"inputText":"a","dimensions":255}}'],
    ['MODEL_INPUT_UNKNOWN_KEY', '{"recordId":"a","modelInput":{"inputText":"a","normalise":true}}'],
    [
      'MODEL_INPUT_OTHER_FAMILY',
      '{"recordId":"a","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[]}}',
    ],
    [
      'JSONL_TOO_DEEP',
      `{"recordId":"a","modelInput":{"inputText":${'['.repeat(2000)}${']'.repeat(2000)}}}`,
    ],
  ])('finds %s', async (code, line) => {
    const report = await validate([record('1'), line, record('2')]);

    expect(report.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(report.diagnostics[0]?.location.line).toBe(2);
  });

  it('applies the rules of the base model where the id does not say it', async () => {
    const model = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';
    const baseModel = 'us.anthropic.claude-opus-5';
    const modelInput = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 9,
      temperature: 0.5,
      messages: [{ role: 'user', content: 'Hello' }],
    };
    const line = JSON.stringify({ recordId: '1', modelInput });

    const report = await validate([line], { ...OPTIONS, model, baseModel });

    expect(report.diagnostics.map(({ code }) => code)).toEqual(['MODEL_INPUT_FORBIDDEN_KEY']);
    expect(validateRecord(line, { model, baseModel })).toMatchObject([
      { code: 'MODEL_INPUT_FORBIDDEN_KEY' },
    ]);
  });

  it('does not follow 100,000 levels down', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);

    const report = await validate([`{"recordId":"a","modelInput":{"inputText":${deep}}}`]);

    expect(report.diagnostics[0]?.code).toBe('JSONL_TOO_DEEP');
  });

  it('takes keys of Object.prototype as what they are', async () => {
    const report = await validate([
      '{"recordId":"a","modelInput":{"inputText":"a"},"__proto__":{"x":1},"constructor":2}',
    ]);

    expect(report.diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ['RECORD_UNKNOWN_KEY', { key: '__proto__' }],
      ['RECORD_UNKNOWN_KEY', { key: 'constructor' }],
    ]);
  });

  it('names both places of a duplicate id', async () => {
    const report = await validate([record('a'), record('b'), record('a')]);

    expect(report.diagnostics[0]).toMatchObject({
      code: 'RECORD_ID_DUPLICATE',
      location: { line: 3, column: 13, recordId: 'a' },
      related: [{ source: 'stdin', line: 1 }],
    });
  });

  it('reports a line that is too long without keeping it', async () => {
    const report = await validate([record('1'), record('2', 'x'.repeat(500)), record('3')], {
      ...OPTIONS,
      maxLineBytes: 200,
    });

    expect(report.diagnostics[0]).toMatchObject({
      code: 'JSONL_LINE_TOO_LONG',
      location: { line: 2 },
      args: { limit: 200 },
    });
    expect(report.records).toBe(3);
  });

  it('warns of a record above the size that a model takes', async () => {
    const report = await validate([record('1', 'x'.repeat(300))], {
      ...OPTIONS,
      quotas: { minRecordsPerJob: 1, recordBytes: 300 },
    });

    expect(report.diagnostics[0]).toMatchObject({
      code: 'QUOTA_RECORD_BYTES',
      severity: 'warning',
    });
  });

  it.each([
    ['QUOTA_RECORDS_PER_FILE', { recordsPerFile: 2 }],
    ['QUOTA_FILE_BYTES', { fileBytes: 100 }],
    ['QUOTA_RECORDS_PER_JOB', { recordsPerJob: 2 }],
    ['QUOTA_JOB_BYTES', { jobBytes: 100 }],
    ['QUOTA_RECORDS_PER_JOB_MIN', { minRecordsPerJob: 4 }],
  ] as const)('finds %s', async (code, quotas) => {
    const report = await validate([record('1'), record('2'), record('3')], {
      model: TITAN,
      quotas: { minRecordsPerJob: 1, ...quotas },
    });

    expect(report.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  it('checks against the form of the invocation type', async () => {
    const line = JSON.stringify({
      recordId: 'a',
      modelInput: {
        messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
        toolConfig: { tools: [] },
      },
    });

    const report = await validate([line], {
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      invocationType: 'Converse',
      quotas: { minRecordsPerJob: 1 },
    });

    expect(report.diagnostics.map(({ code }) => code)).toEqual(['MODEL_INPUT_TOOLS_IN_CONVERSE']);
  });

  it('says so once where the model is not known, and still checks what is general', async () => {
    const report = await validate(['{"recordId":1,"modelInput":{"anything":1}}'], {
      model: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12',
      quotas: { minRecordsPerJob: 1 },
    });

    expect(report.diagnostics.map(({ code }) => code)).toEqual(['MODEL_UNKNOWN', 'RECORD_ID_TYPE']);
  });

  it('refuses a model that cannot batch', async () => {
    const report = await validate([record('1')], {
      model: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghij12',
      quotas: { minRecordsPerJob: 1 },
    });

    expect(report.diagnostics[0]?.code).toBe('MODEL_NOT_BATCHABLE');
  });

  it('lets severities be changed by code', async () => {
    const report = await validate([record('a'), record('a')], {
      ...OPTIONS,
      severities: { RECORD_ID_DUPLICATE: 'off' },
    });

    expect(report.valid).toBe(true);
    expect(() => assertValid(report)).not.toThrow();
  });

  it('leaves excerpts out where they are not wanted', async () => {
    const secret = 'a secret';
    const report = await validate(['{"recordId":1,"modelInput":{"inputText":"a secret"}}'], {
      ...OPTIONS,
      excerpts: false,
    });

    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report.diagnostics[0]?.excerpt).toBeUndefined();
  });

  it('stops between blocks when it is aborted, with the reason untouched', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    async function* bytes() {
      yield Buffer.from(`${record('1')}\n`);
      controller.abort(reason);
      yield Buffer.from(`${record('2')}\n`);
    }

    await expect(
      validateDataset({ bytes: bytes() }, { ...OPTIONS, signal: controller.signal }),
    ).rejects.toBe(reason);
  });
});

describe('validateDataset() of paths', () => {
  const folder = useTemporaryFolder();

  it('takes a folder as one job with all its files', async () => {
    await mkdir(join(folder.path, 'sub'));
    await writeFile(join(folder.path, 'a.jsonl'), `${record('1')}\n`);
    await writeFile(join(folder.path, 'sub', 'b.jsonl'), `${record('1')}\n`);
    await writeFile(join(folder.path, 'notes.txt'), 'not read');

    const report = await validateDataset(folder.path, OPTIONS);

    expect(report).toMatchObject({ jobs: 1, files: 2, records: 2 });
    expect(report.diagnostics[0]).toMatchObject({
      code: 'RECORD_ID_DUPLICATE',
      location: { source: join(folder.path, 'sub', 'b.jsonl'), line: 1 },
      related: [{ source: join(folder.path, 'a.jsonl'), line: 1 }],
    });
  });

  it('takes each file as a job of its own', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), `${record('1')}\n`);
    await writeFile(join(folder.path, 'b.jsonl'), record('2'));

    const report = await validateDataset(
      [join(folder.path, 'a.jsonl'), join(folder.path, 'b.jsonl')],
      OPTIONS,
    );

    expect(report).toMatchObject({ valid: true, jobs: 2, files: 2, records: 2 });
  });

  it('places a duplicate id behind a byte order mark where it is', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), record('1'));
    await writeFile(join(folder.path, 'b.jsonl'), `\ufeff${record('1')}`);

    const { diagnostics } = await validateDataset(folder.path, OPTIONS);

    const duplicate = diagnostics.find(({ code }) => code === 'RECORD_ID_DUPLICATE');
    expect(duplicate?.location).toMatchObject({ line: 1, byteOffset: 3 + 12 });
  });

  it.each(['./', '', '/'])('takes a folder written with %j around it', async (extra) => {
    await writeFile(join(folder.path, 'a.jsonl'), record('1'));
    const path = extra === './' ? `${folder.path}/./` : `${folder.path}${extra}`;

    expect(await validateDataset(path, OPTIONS)).toMatchObject({ valid: true, records: 1 });
  });

  it('says which path is not there', async () => {
    await expect(validateDataset(join(folder.path, 'none.jsonl'), OPTIONS)).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });

  it('says that a folder has nothing to read', async () => {
    await expect(validateDataset(folder.path, OPTIONS)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'path',
    });
  });

  it('needs a model', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), record('1'));

    await expect(validateDataset(join(folder.path, 'a.jsonl'))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'model',
    });
  });
});
