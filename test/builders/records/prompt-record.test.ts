import { describe, expect, it } from 'vitest';
import {
  csv,
  fromIterable,
  parseSetting,
  type Row,
  recordIds,
} from '../../../src/builders/index.ts';
import { promptRecord } from '../../../src/builders/records/prompt-record.ts';
import { families } from '../../../src/models/index.ts';
import { bytesOf, firstRow } from '../../support/read-rows.ts';

function familyOf(name: string) {
  const family = families.find((one) => one.name === name);
  if (family === undefined) throw new Error(`There is no family ${name}`);
  return family;
}

const claude = familyOf('claude-messages');
const titan = families.find(({ answers }) => answers === 'embedding') ?? claude;

const rowOf = (value: unknown) => firstRow(fromIterable([value], { name: 'films' }));
/** A row that is not the first one, whose columns are not asked for before all others. */
async function laterRowOf(value: unknown): Promise<Row> {
  for await (const [, row] of fromIterable([{}, value], { name: 'films' }).rows()) {
    if (row !== undefined) return row;
  }
  throw new Error('There is no second row');
}

describe('promptRecord()', () => {
  it('makes the model input of the family', async () => {
    const toRecord = promptRecord({
      family: claude,
      prompt: 'Which genre is {{title}}?',
      system: 'Answer in {{language}}',
      maxTokens: 7,
      set: [parseSetting('temperature=0.5'), parseSetting('metadata.user_id=ann')],
      ids: await recordIds(),
    });
    const { record, diagnostics } = toRecord(await rowOf({ title: 'Jaws', language: 'French' }));

    expect(diagnostics).toEqual([]);
    expect(record).toEqual({
      recordId: '00000001',
      modelInput: {
        ...claude.fromPrompt({
          prompt: 'Which genre is Jaws?',
          system: 'Answer in French',
          maxTokens: 7,
        }),
        temperature: 0.5,
        metadata: { user_id: 'ann' },
      },
    });
  });

  it('takes values to set from the columns of the row, as text or as JSON', async () => {
    const toRecord = promptRecord({
      family: claude,
      prompt: 'Hi',
      set: [
        'metadata.user_id={{user}}',
        'stop_sequences=["{{end}}"]',
        'tools:={{tools}}',
        'temperature:={{heat}}',
      ].map(parseSetting),
      ids: await recordIds(),
    });
    const tools = [{ name: 'x', input_schema: { type: 'object' } }];
    const source = csv(
      bytesOf(`user,end,tools,heat\n007,.,"${JSON.stringify(tools).replaceAll('"', '""')}",0.5\n`),
    );

    const row = { user: '007', end: '.', tools, heat: 0.5 };
    for (const each of [await firstRow(source), await rowOf(row)]) {
      expect(toRecord(each).record?.modelInput).toMatchObject({
        metadata: { user_id: '007' },
        stop_sequences: ['.'],
        tools,
        temperature: 0.5,
      });
    }
  });

  it.each([
    [
      'text that is no JSON',
      { tools: 'look_up' },
      'holds text that is no JSON, "look_up", where JSON is needed',
    ],
    [
      'an instance of a class',
      { tools: [new Map()] },
      'holds, at "[0]", an instance of "Map" where plain data is needed',
    ],
  ])('names row and column where a column to set holds %s', async (_, value, says) => {
    const toRecord = promptRecord({
      family: claude,
      prompt: 'Hi',
      set: [parseSetting('tools:={{tools}}')],
      ids: await recordIds(),
    });

    expect(toRecord(await rowOf(value))).toEqual({
      diagnostics: [
        expect.objectContaining({
          code: 'TEMPLATE_VALUE_UNFIT',
          message: `The column "tools" of row 1 ${says}`,
        }),
      ],
    });
  });

  it('names row, column and place of what is no plain data, in prompt, system, id and settings', async () => {
    const price = { toString: () => '1.50', scale: 2 };
    Object.setPrototypeOf(price, class Decimal {}.prototype);
    const value = { film: { prices: [price] }, id: Number.NaN };
    const options = { family: claude, prompt: 'Hi' };
    const cases = [
      { ...options, prompt: '{{film}}', ids: await recordIds() },
      { ...options, system: '{{film}}', ids: await recordIds() },
      { ...options, set: [parseSetting('metadata.user_id={{film}}')], ids: await recordIds() },
    ];
    for (const each of cases) {
      expect(promptRecord(each)(await rowOf(value))).toMatchObject({
        diagnostics: [
          {
            code: 'TEMPLATE_VALUE_UNFIT',
            severity: 'error',
            message:
              'The column "film" of row 1 holds, at "prices[0]", an instance of "Decimal" where plain data is needed',
            location: { source: 'films', path: 'film.prices[0]' },
          },
        ],
      });
    }
    const byId = promptRecord({ ...options, ids: await recordIds('{{id}}') });
    expect(byId(await rowOf(value))).toEqual({
      diagnostics: [expect.objectContaining({ code: 'TEMPLATE_VALUE_UNFIT' })],
    });
  });

  it('refuses a value to set that JSON cannot say', async () => {
    const set = [{ path: ['temperature'], value: Number.NaN }];
    const ids = await recordIds();

    expect(() => promptRecord({ family: claude, prompt: 'Hi', set, ids })).toThrow(
      'The setting temperature is NaN, which JSON cannot say',
    );
  });

  it('takes escaped braces for text in prompt, system, id and settings', async () => {
    const toRecord = promptRecord({
      family: claude,
      prompt: '\\{{a}} {{a}}',
      system: '\\{{a}}',
      set: [parseSetting('metadata.user_id=\\{{a}}')],
      ids: await recordIds('\\{{a}}-{{a}}'),
    });

    expect(toRecord(await rowOf({ a: 1 })).record).toMatchObject({
      recordId: '{{a}}-1',
      modelInput: {
        system: '{{a}}',
        messages: [{ content: '{{a}} 1' }],
        metadata: { user_id: '{{a}}' },
      },
    });
  });

  it('leaves a system prompt out that is nothing for this row', async () => {
    const toRecord = promptRecord({
      family: claude,
      prompt: 'Hi',
      system: ' {{note}}',
      ids: await recordIds(),
    });
    const { record, diagnostics } = toRecord(await rowOf({ note: null }));

    expect(record?.modelInput).toEqual(claude.fromPrompt({ prompt: 'Hi' }));
    expect(diagnostics.map(({ code }) => code)).toEqual(['TEMPLATE_VALUE_EMPTY']);
  });

  it('warns of null, and keeps the record', async () => {
    const toRecord = promptRecord({
      family: claude,
      prompt: 'Title: {{title}}',
      ids: await recordIds(),
    });
    const { record, diagnostics } = toRecord(await rowOf({ title: null }));

    expect(record).toBeDefined();
    expect(diagnostics).toMatchObject([
      {
        code: 'TEMPLATE_VALUE_EMPTY',
        severity: 'warning',
        args: { column: 'title', row: 1 },
        location: { source: 'films' },
      },
    ]);
  });

  it.each([
    ['a column that is not there', '{{nothing}}', ['TEMPLATE_COLUMN_MISSING']],
    ['a prompt of white space', ' {{none}}\n', ['TEMPLATE_VALUE_EMPTY', 'TEMPLATE_PROMPT_EMPTY']],
  ])('makes no record for %s', async (_, prompt, codes) => {
    const toRecord = promptRecord({ family: claude, prompt, ids: await recordIds() });
    const { record, diagnostics } = toRecord(await laterRowOf({ title: 'Jaws', none: null }));

    expect(record).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['claude-messages', '', ['TEMPLATE_PROMPT_EMPTY']],
    ['claude-messages', '\u3000', ['TEMPLATE_PROMPT_EMPTY']],
    ['titan-text-embeddings', '', ['TEMPLATE_PROMPT_EMPTY']],
    ['titan-text-embeddings', ' ', []],
    ['nova-messages', '', []],
    ['openai-chat', ' ', []],
    ['mistral-chat', '', []],
    ['converse', '', []],
    ['llama', '', ['MODEL_INPUT_DOUBTFUL']],
    ['mistral-completion', '\t', ['MODEL_INPUT_DOUBTFUL']],
  ])(
    'says of %s and the prompt %j what its validator does not: %j',
    async (name, prompt, codes) => {
      const toRecord = promptRecord({ family: familyOf(name), prompt, ids: await recordIds() });
      const { record, diagnostics } = toRecord(await rowOf({ title: 'Jaws' }));

      expect(diagnostics.map(({ code }) => code)).toEqual(codes);
      expect(record === undefined).toBe(codes.includes('TEMPLATE_PROMPT_EMPTY'));
    },
  );

  it('is refused by Claude in Converse too', async () => {
    const options = { family: familyOf('converse'), prompt: ' ', ids: await recordIds() };
    const toRecord = promptRecord({ ...options, modelId: 'anthropic.claude-opus-5' });

    expect(toRecord(await rowOf({})).diagnostics[0]?.code).toBe('TEMPLATE_PROMPT_EMPTY');
  });

  it('says where in a file the row stands', async () => {
    const source = csv(bytesOf('title,note\n"",x\n'), { name: 'films.csv' });
    const toRecord = promptRecord({ family: claude, prompt: '{{title}}', ids: await recordIds() });

    expect(toRecord(await firstRow(source)).diagnostics[0]?.location).toEqual({
      source: 'films.csv',
      line: 2,
      byteOffset: 11,
    });
  });

  it.each(['prompt', 'system', 'id', 'set'])(
    'refuses a column that a table does not have, in the %s',
    async (option) => {
      const templates = { prompt: 'Hi', system: 'Hi', id: 'row', set: 'Hi', [option]: '{{titel}}' };
      const toRecord = promptRecord({
        family: claude,
        prompt: templates.prompt,
        system: templates.system,
        set: [parseSetting(`metadata.user_id=${templates.set}`)],
        ids: await recordIds(templates.id),
      });
      const row = await firstRow(csv(bytesOf('title\nJaws\n')));

      expect(() => toRecord(row)).toThrow(
        expect.objectContaining({ code: 'TEMPLATE_COLUMN_UNKNOWN', option }),
      );
    },
  );

  it('takes the id from a template, and makes no record without one', async () => {
    const toRecord = promptRecord({
      family: claude,
      prompt: 'Hi',
      ids: await recordIds('film-{{id}}'),
    });
    const alone = promptRecord({ family: claude, prompt: 'Hi', ids: await recordIds('{{id}}') });

    expect(toRecord(await rowOf({ id: 7 })).record?.recordId).toBe('film-7');
    expect(toRecord(await rowOf({ id: null }))).toMatchObject({
      record: { recordId: 'film-' },
      diagnostics: [{ code: 'TEMPLATE_VALUE_EMPTY' }],
    });
    expect(toRecord(await laterRowOf({}))).toMatchObject({
      diagnostics: [{ code: 'TEMPLATE_COLUMN_MISSING' }],
    });
    expect(alone(await rowOf({ id: null }))).toEqual({
      diagnostics: [expect.objectContaining({ code: 'ROW_NOT_MAPPED' })],
    });
  });

  it.each([
    ['system', { system: 'x' }],
    ['maxTokens', { maxTokens: 5 }],
  ])('refuses %s for a model that makes embeddings', async (option, more) => {
    const ids = await recordIds();

    expect(() => promptRecord({ family: titan, prompt: 'x', ids, ...more })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option }),
    );
  });
});
