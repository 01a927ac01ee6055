import { describe, expect, it } from 'vitest';
import { validateDataset, validateRecord } from '../../src/validators/index.ts';
import { MODELS, optionsFor } from './support/hostile-models.ts';

const DEPTH = 100_000;

/** The codes that are found in lines, the warning about an unknown model left out. */
async function codesOf(lines: readonly string[], model: string): Promise<string[]> {
  const report = await validateDataset(
    { bytes: [Buffer.from(`${lines.join('\n')}\n`)] },
    optionsFor(model),
  );
  return report.diagnostics.map(({ code }) => code).filter((code) => code !== 'MODEL_UNKNOWN');
}

const inModelInput = (text: string) => `{"recordId":"1","modelInput":{"x":${text}}}`;
const models = Object.entries(MODELS);

describe.each(models)('100,000 levels for %s', (_family, model) => {
  const shapes: readonly (readonly [string, string])[] = [
    ['arrays', '['.repeat(DEPTH) + ']'.repeat(DEPTH)],
    ['objects', '{"a":'.repeat(DEPTH) + 1 + '}'.repeat(DEPTH)],
    ['both', '[{"a":'.repeat(DEPTH / 2) + 1 + '}]'.repeat(DEPTH / 2)],
  ];

  it.each(shapes)('of %s are too deep, wherever they stand', async (_shape, text) => {
    const members = `"recordId":"1","modelInput":{}`;
    const lines = [
      inModelInput(text),
      `{"recordId":${text},"modelInput":{}}`,
      `{${members},"x":${text}}`,
    ];

    expect(await codesOf(lines, model)).toEqual([
      'JSONL_TOO_DEEP',
      'RECORD_ID_TYPE',
      'JSONL_TOO_DEEP',
      'JSONL_TOO_DEEP',
    ]);
    expect(await codesOf([text], model)).not.toEqual([]);
  });

  it.each(shapes)('of %s that nobody closes are no JSON', async (_shape, text) => {
    const open = text.slice(0, Math.ceil(text.length / 2));

    expect(await codesOf([open, inModelInput(open)], model)).toEqual([
      'JSONL_SYNTAX',
      'JSONL_SYNTAX',
    ]);
  });

  it('in a record that was parsed already are too deep too', () => {
    const record: unknown = JSON.parse(inModelInput('['.repeat(2000) + ']'.repeat(2000)));

    expect(validateRecord(record, { model }).map(({ code }) => code)).toContain('JSONL_TOO_DEEP');
  });
});

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
];

describe.each(models)('keys that every object inherits, for %s', (_family, model) => {
  it.each(NAMES)('are keys like others at each level (%s)', async (name) => {
    const evil = `{"polluted":"yes","${name}":{"polluted":"yes"}}`;
    const record = (members: string) => `{"recordId":"1","modelInput":{"inputText":"x"}${members}}`;

    const codes = await codesOf(
      [
        record(`,"${name}":${evil}`),
        `{"recordId":"2","modelInput":{"inputText":"x","messages":[],"${name}":${evil}}}`,
        `{"recordId":"3","modelInput":{"messages":[{"role":"user","content":[{"${name}":${evil}}],"${name}":1}]}}`,
        `{"${name}":${evil}}`,
        `{"recordId":"${name}","modelInput":{"inputText":"x"}}`,
        `{"recordId":"${name}","modelInput":{"inputText":"x"}}`,
      ],
      model,
    );

    expect(codes[0]).toBe('RECORD_UNKNOWN_KEY');
    expect(codes).toContain('RECORD_ID_MISSING');
    expect(codes).toContain('RECORD_ID_DUPLICATE');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('stand in for no member that is missing', async () => {
    const codes = await codesOf(
      [
        '{"__proto__":{"recordId":"1","modelInput":{"inputText":"x"}}}',
        '{"recordId":"1","__proto__":{"modelInput":{"inputText":"x"}}}',
      ],
      model,
    );

    expect(codes).toContain('RECORD_ID_MISSING');
    expect(codes.filter((code) => code === 'RECORD_MODEL_INPUT_MISSING')).toHaveLength(2);
  });
});

describe('keys that every object inherits, where the model takes no other keys', () => {
  it.each(NAMES)('are refused by name (%s)', (name) => {
    const line = `{"recordId":"1","modelInput":{"inputText":"x","${name}":1}}`;

    const [first] = validateRecord(line, { model: MODELS['titan-text-embeddings'] });

    expect(first).toMatchObject({ code: 'MODEL_INPUT_UNKNOWN_KEY', args: { key: name } });
    expect(first?.location.column).toBe(line.indexOf(`"${name}"`) + 1);
  });
});
