import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  askSchema,
  InvalidOptionError,
  requireSchema,
  type StandardSchema,
} from '../../src/core/index.ts';
import { ownSchema } from '../support/own-schema.ts';

const ask = (schema: StandardSchema, value: unknown) =>
  askSchema(schema, value, { option: 'schema', subject: () => 'record "7"' });

describe('askSchema()', () => {
  it('finds nothing where the value fits', () => {
    expect(ask(z.object({ a: z.string() }), { a: 'x' })).toEqual([]);
    expect(
      ask(
        ownSchema(() => []),
        1,
      ),
    ).toEqual([]);
  });

  it('gives the words, the path, and what stands there', () => {
    const schema = z.object({ list: z.array(z.object({ n: z.number('a number is needed') })) });

    expect(ask(schema, { list: [{ n: 1 }, { n: 'two' }] })).toEqual([
      { path: ['list', 1, 'n'], text: 'a number is needed', expected: 'number', received: '"two"' },
    ]);
  });

  it('takes steps as keys, as objects, and as text for an index', () => {
    const schema = ownSchema(() => [
      { message: 'no', path: [{ key: 'a' }, '1', { key: 'b c' }] },
      { message: 'no', path: [Symbol('odd')] },
    ]);

    expect(ask(schema, { a: [0, { 'b c': true }] })).toMatchObject([
      { path: ['a', 1, 'b c'], received: 'true' },
      { path: ['Symbol(odd)'], received: 'nothing' },
    ]);
  });

  it('says that nothing stands where a key is missing, also one that objects inherit', () => {
    const schema = ownSchema(() => [{ message: 'needed', path: ['constructor'] }]);

    expect(ask(schema, {})).toMatchObject([{ path: ['constructor'], received: 'nothing' }]);
  });

  it('keeps the whole value as the place where the schema names none', () => {
    expect(
      ask(
        ownSchema(() => [{ message: 'no' }]),
        [1, 2],
      ),
    ).toEqual([{ path: [], text: 'no', expected: undefined, received: 'an array of 2' }]);
  });

  it('cuts endless words', () => {
    const [found] = ask(
      ownSchema(() => [{ message: 'x'.repeat(5000) }]),
      1,
    );

    expect(found?.text).toHaveLength(300);
  });

  it.each([
    ['throws', () => Promise.resolve('unused')],
    ['answers nothing', () => undefined],
  ])('names the value where the schema %s', (_, answer) => {
    const broken = {
      '~standard': {
        version: 1,
        vendor: 'x',
        validate: () => {
          if (answer() === undefined) return undefined;
          throw new RangeError('no \u001b list');
        },
      },
    } as unknown as StandardSchema;

    expect(() => ask(broken, 1)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        option: 'schema',
        message: expect.stringMatching(
          /^The schema for model inputs threw at record "7" instead of saying whether it fits: "(RangeError: no \\u001b list|TypeError: .+)"$/,
        ),
        cause: expect.any(Error),
      }),
    );
  });

  it('refuses an answer that comes later, and leaves no rejection behind', async () => {
    const later = {
      '~standard': {
        version: 1,
        vendor: 'x',
        validate: () => Promise.reject(new Error('unheard')),
      },
    } satisfies StandardSchema;

    expect(() => ask(later, 1)).toThrow(InvalidOptionError);
    expect(() =>
      ask(
        z.string().refine(async () => true),
        'x',
      ),
    ).toThrow(/answers with a promise at record "7"/);
    await new Promise(setImmediate);
  });
});

describe('requireSchema()', () => {
  it.each([
    [{ parse: () => 1 }, 'an object'],
    ['zod', '"zod"'],
    [null, 'null'],
    [{ '~standard': { version: 2, vendor: 'x', validate: () => ({}) } }, 'an object'],
    [{ '~standard': { version: 1, vendor: 'x' } }, 'an object'],
  ])('refuses %j', (schema, received) => {
    expect(() => requireSchema(schema, 'rowSchema')).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'rowSchema', received }),
    );
  });

  it('takes objects and functions that follow the standard, and the lack of one', () => {
    requireSchema(z.string(), 'schema');
    requireSchema(
      Object.assign(
        () => 1,
        ownSchema(() => []),
      ),
      'schema',
    );
    requireSchema(undefined, 'schema');
  });
});
