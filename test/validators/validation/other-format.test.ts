import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateDataset } from '../../../src/validators/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const options = { model: 'amazon.nova-lite-v1:0' };
const turn = { role: 'user', content: 'Hello' };
const answer = { role: 'assistant', content: 'Hi' };
const record = { recordId: '1', modelInput: { messages: [turn] } };

const lines = (...values: readonly unknown[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
const many = (value: unknown) => lines(...Array.from({ length: 200 }, () => value));

const FILES: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['openai-batch', many({ custom_id: 'a', method: 'POST', url: '/v1', body: {} }), 'a.jsonl'],
  [
    'anthropic-batch',
    many({ custom_id: 'a', params: { model: 'm', messages: [turn] } }),
    'a.jsonl',
  ],
  ['bedrock-output', many({ ...record, modelOutput: { output: {} } }), 'a.jsonl.out'],
  ['bedrock-output', many({ ...record, error: { errorCode: 400 } }), 'a.jsonl'],
  ['fine-tuning', many({ prompt: 'a', completion: 'b' }), 'a.jsonl'],
  ['fine-tuning', many({ messages: [turn, answer] }), 'a.jsonl'],
  [
    'fine-tuning',
    many({ schemaVersion: 'bedrock-conversation-2024', messages: [turn] }),
    'a.jsonl',
  ],
  ['bare-model-inputs', many({ inputText: 'a' }), 'a.jsonl'],
  ['bare-model-inputs', many({ messages: [turn], inferenceConfig: {} }), 'a.jsonl'],
  ['json', JSON.stringify([record, record], null, 2), 'a.json'],
  ['json', JSON.stringify({ data: [record] }, null, 2), 'a.json'],
  ['json', '[\n{"a":1},\n{"a":2},\n{"a":3}\n]\n', 'a.json'],
  ['csv', `id,text\n${'1,a\n'.repeat(200)}`, 'a.csv'],
  ['csv', `id,text\n${'1,a\n'.repeat(200)}`, 'a.jsonl'],
  ['csv', 'id,text\n1,"a, b\nc"\n', 'a.csv'],
  ['tsv', `id\ttext\n${'1\ta, b\n'.repeat(200)}`, 'a.txt'],
  ['xlsx', Buffer.from('PK\u0003\u0004\u0014 xl/workbook.xml'), 'a.xlsx'],
  ['zip', Buffer.from('PK\u0003\u0004\u0014 records.jsonl'), 'a.zip'],
  ['parquet', Buffer.from('PAR1\u0015\u0004'), 'a.parquet'],
];

describe('a file that is none of records', () => {
  it.each(FILES)('gets one finding that says it is %s', async (format, content, name) => {
    const path = join(folder.path, name);
    await writeFile(path, content);
    const bytes = Buffer.from(content);
    const ofFile = await validateDataset(path, options);
    const ofBytes = await validateDataset(
      { bytes: [bytes.subarray(0, 3), bytes.subarray(3)] },
      {
        ...options,
        name,
      },
    );

    for (const { valid, errors, warnings, diagnostics } of [ofFile, ofBytes]) {
      expect({ valid, errors, warnings }).toEqual({ valid: false, errors: 1, warnings: 0 });
      expect(diagnostics[0]).toMatchObject({ code: 'JSONL_OTHER_FORMAT', args: { format } });
      expect(diagnostics[0]?.hint).toMatch(/./);
    }
  });

  it('leaves the other files of a folder to be validated', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), many({ custom_id: 'a', params: {} }));
    await writeFile(join(folder.path, 'b.jsonl'), lines(record));

    const report = await validateDataset(folder.path, options);

    expect(report.records).toBe(1);
    expect(report.counts.find(({ code }) => code === 'JSONL_OTHER_FORMAT')?.count).toBe(1);
  });

  it('is validated line by line where the finding is no error', async () => {
    const path = join(folder.path, 'a.jsonl');
    await writeFile(path, many({ inputText: 'a' }));

    const report = await validateDataset(path, {
      ...options,
      severities: { JSONL_OTHER_FORMAT: 'off' },
    });

    expect(report.valid).toBe(false);
    expect(report.records).toBe(200);
  });
});

describe('a file of records', () => {
  it.each([
    ['records', many(record)],
    ['records of which one has no id', lines({ modelInput: {} }, record)],
    ['one line of another kind among records', lines(record, { custom_id: 'a', params: {} })],
    ['records with a line that is broken', `${lines(record)}{"recordId":"2",\n`],
    ['one broken line', '{"recordId":"2","modelInput":\n'],
    ['prose', 'Hello there\n'],
    ['nothing', ''],
  ])('is never taken for another one: %s', async (_, content) => {
    const path = join(folder.path, 'a.jsonl');
    await writeFile(path, content);
    const { counts } = await validateDataset(path, options);

    expect(counts.map(({ code }) => code)).not.toContain('JSONL_OTHER_FORMAT');
  });
});
