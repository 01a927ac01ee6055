import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StandardSchema } from '../../../src/core/index.ts';
import {
  type ValidateOptions,
  validateDataset,
  validateRecord,
} from '../../../src/validators/index.ts';
import { ownSchema } from '../../support/own-schema.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const record = (recordId: string, inputText: string, more = {}) =>
  JSON.stringify({ recordId, modelInput: { inputText, ...more } });
const short = z.object({ inputText: z.string().max(5, 'five are enough') });

function validate(lines: readonly string[], schema: StandardSchema, more: ValidateOptions = {}) {
  const bytes = [Buffer.from(lines.map((line) => `${line}\n`).join(''))];
  return validateDataset(
    { bytes },
    { model: MODEL, quotas: { minRecordsPerJob: 1 }, schema, ...more },
  );
}

describe('validateDataset() with a schema of the caller', () => {
  it('asks it of every record, whether the record needs a closer look or not', async () => {
    const asked: unknown[] = [];
    const schema = ownSchema((value) => {
      asked.push(value);
      return undefined;
    });
    const escaped = '{"recordId":"2","modelInput":{"input\\u0054ext":"Hi \\u00e9"}}';

    const report = await validate([record('1', 'Hé – 😀'), escaped, record('3', '')], schema);

    expect(asked).toEqual([{ inputText: 'Hé – 😀' }, { inputText: 'Hi é' }, { inputText: '' }]);
    expect(report.counts.map(({ code }) => code)).toEqual(['MODEL_INPUT_EMPTY_TEXT']);
  });

  it('names the place in the line, with what stands there', async () => {
    const report = await validate([record('1', 'Hi'), record('2', 'Héllo!')], short);
    const alone = validateRecord(record('2', 'Héllo!'), { model: MODEL, schema: short });

    expect(report.diagnostics[0]?.excerpt).toEqual(alone[0]?.excerpt);

    expect(report).toMatchObject({
      valid: false,
      records: 2,
      counts: [{ code: 'MODEL_INPUT_OWN_SCHEMA', severity: 'error', count: 1 }],
      diagnostics: [
        {
          location: { line: 2, column: 43, recordId: '2', path: 'modelInput.inputText' },
          received: '"Héllo!"',
          args: { path: 'inputText', text: 'five are enough', received: '"Héllo!"' },
          excerpt: { length: 8 },
        },
      ],
    });
  });

  it('quotes its words, which may hold anything', async () => {
    const schema = ownSchema(() => [{ message: '\u001b]0;owned\u0007', path: ['\u001b'] }]);

    const { diagnostics } = await validate([record('1', 'Hi')], schema);

    expect(diagnostics[0]?.message).toContain('\\u001b]0;owned\\u0007');
    expect(diagnostics[0]?.message).not.toContain('\u001b');
  });

  it('finds the same after the findings of the model and before those of other records', async () => {
    const long = record('1', 'too long');
    const spaced = long.replaceAll('":', '"\u0020: ').replace('long', 'l\\u006fng');

    const plain = await validate([long, long], short);
    const odd = await validate([spaced, spaced], short);

    const codes = ['MODEL_INPUT_OWN_SCHEMA', 'MODEL_INPUT_OWN_SCHEMA', 'RECORD_ID_DUPLICATE'];
    expect(plain.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(odd.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(odd.diagnostics.map(({ args }) => args)).toEqual(
      plain.diagnostics.map(({ args }) => args),
    );
  });

  it('asks it also where the family of the model is not known', async () => {
    const report = await validate([record('1', 'too long')], short, { model: 'nobody.model-v1:0' });

    expect(report.counts).toContainEqual(
      expect.objectContaining({ code: 'MODEL_INPUT_OWN_SCHEMA', count: 1 }),
    );
  });

  it('takes no notice of what it makes of a value', async () => {
    const schema = z.object({
      inputText: z.string().transform(() => 7),
      more: z.string().default('x'),
    });

    expect(await validate([record('1', 'Hi')], schema)).toMatchObject({ valid: true });
  });

  it('is lowered like any other code, and not asked where it is off', async () => {
    const never = ownSchema(() => {
      throw new Error('asked');
    });

    const lowered = await validate([record('1', 'too long')], short, {
      severities: { MODEL_INPUT_OWN_SCHEMA: 'warning' },
    });
    const off = await validate([record('1', 'too long')], never, {
      severities: { MODEL_INPUT_OWN_SCHEMA: 'off' },
    });

    expect(lowered).toMatchObject({ valid: true, warnings: 1 });
    expect(off).toMatchObject({ valid: true, warnings: 0 });
  });

  it('names the record at which it throws', async () => {
    const schema = ownSchema((value) => {
      if ((value as { inputText: string }).inputText === 'b') throw new TypeError('no such field');
      return undefined;
    });

    await expect(validate([record('1', 'a'), record('x-2', 'b')], schema)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'schema',
      message:
        'The schema for model inputs threw at record "x-2" in line 2 of "stdin" instead of saying whether it fits: "TypeError: no such field"',
    });
  });

  it('refuses one that answers later, or is none', async () => {
    const later = z.object({ inputText: z.string().refine(async () => true) });

    await expect(validate([record('1', 'a')], later)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('answers with a promise at record "1" in line 1 of "stdin"'),
    });
    await expect(
      validate([record('1', 'a')], { safeParse: () => 1 } as unknown as StandardSchema),
    ).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'schema', received: 'an object' });
  });

  it('keeps counting where everything is wrong', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => record(`${index}`, 'too long'));

    const report = await validate(lines, short, { keepPerCode: 3 });

    expect(report.errors).toBe(50);
    expect(report.diagnostics).toHaveLength(3);
  });
});

describe('validateRecord() with a schema of the caller', () => {
  it('asks it as for a file', () => {
    const found = validateRecord(
      { recordId: '1', modelInput: { inputText: 'too long' } },
      { model: MODEL, schema: short },
    );

    expect(found).toMatchObject([
      { code: 'MODEL_INPUT_OWN_SCHEMA', location: { path: 'modelInput.inputText' } },
    ]);
  });
});
