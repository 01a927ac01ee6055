import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import * as mini from 'zod/mini';
import * as classic from 'zod/v3';
import { diagnose } from '../../src/core/index.ts';
import {
  type BatchRecord,
  buildDataset,
  type ClaudeMessages,
  claude,
  type Diagnostic,
  type DiagnosticArgs,
  type Outcome,
  readOutcomes,
  readRecords,
  runDataset,
  type Source,
  type StandardSchema,
  titan,
  validateDataset,
  validateRecord,
} from '../../src/index.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';

describe('typed builders', () => {
  it('take what the family takes, and fill in what is always the same', () => {
    const body = claude.messages({ max_tokens: 5, messages: [{ role: 'user', content: 'Hi' }] });
    expectTypeOf(body).toExtend<ClaudeMessages>();

    // @ts-expect-error -- max_tokens is required
    claude.messages({ messages: [{ role: 'user', content: 'Hi' }] });
    // @ts-expect-error -- no such role
    claude.messages({ max_tokens: 5, messages: [{ role: 'robot', content: 'Hi' }] });
    // @ts-expect-error -- no such size
    titan.embed({ inputText: 'Hi', dimensions: 300 });
  });
});

describe('buildDataset()', () => {
  it('gives the function rows of the type of the source', () => {
    const rows = [{ title: 'Jaws', year: 1975 }];
    void buildDataset(rows, {
      model: MODEL,
      out: 'out',
      record: (row, { number }) => {
        expectTypeOf(row).toEqualTypeOf<{ title: string; year: number }>();
        expectTypeOf(number).toBeNumber();
        return { modelInput: titan.embed({ inputText: row.title }) };
      },
    });
  });

  it('refuses a record without a model input', () => {
    // @ts-expect-error -- modelInput is required
    void buildDataset([1], { model: MODEL, out: 'out', record: () => ({ recordId: '1' }) });
  });

  it('takes paths, iterables and sources', () => {
    const options = { model: MODEL, out: 'out', prompt: '{{a}}' };
    expectTypeOf(buildDataset).toBeCallableWith('rows.csv', options);
    expectTypeOf(buildDataset).toBeCallableWith(new Set([1]), options);
    expectTypeOf(buildDataset).toBeCallableWith({} as Source, options);
    expectTypeOf(runDataset).parameter(0).toExtend<unknown>();
  });
});

describe('schemas of the caller', () => {
  it('are those of zod, new and old, as they are', () => {
    const options = { model: MODEL, out: 'out', prompt: '{{a}}' };
    const schema = z.object({ inputText: z.string().transform((text) => text.length) });
    expectTypeOf(schema).toExtend<StandardSchema>();
    expectTypeOf(mini.object({ a: mini.string() })).toExtend<StandardSchema>();
    expectTypeOf(classic.object({ a: classic.string() })).toExtend<StandardSchema>();
    void buildDataset([1], { ...options, schema, rowSchema: z.array(z.number()) });
    void runDataset('rows.csv', {
      ...options,
      to: 's3://b/',
      roleArn: 'arn',
      rowSchema: z.looseObject({ a: z.string() }),
    });
    void validateDataset('out', { schema: z.unknown() });
    validateRecord({}, { model: MODEL, schema });
  });

  it('are no other objects', () => {
    // @ts-expect-error -- a function is no Standard Schema
    validateRecord({}, { model: MODEL, schema: (value: unknown) => value });
    // @ts-expect-error -- version 2 is not known
    void validateDataset('out', { schema: { '~standard': { version: 2, vendor: 'x' } } });
  });
});

describe('what comes out', () => {
  it('is readonly plain data', () => {
    expectTypeOf(readOutcomes).returns.toExtend<AsyncGenerator<Outcome, void, undefined>>();
    expectTypeOf(readRecords).returns.toExtend<AsyncIterable<BatchRecord>>();
    expectTypeOf(validateRecord).returns.toEqualTypeOf<readonly Diagnostic[]>();
    const outcome = {} as Outcome;
    // @ts-expect-error -- readonly
    outcome.status = 'failed';
  });

  it('has typed args by code', () => {
    expectTypeOf<DiagnosticArgs['QUOTA_FILE_BYTES']>().toEqualTypeOf<{
      readonly limit: number;
      readonly actual: number;
    }>();
    // @ts-expect-error -- the args of another code
    diagnose('JSONL_NOT_UTF8', { location: { source: 'a' }, args: { limit: 1, actual: 2 } });
  });
});
