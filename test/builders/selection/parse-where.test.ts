import { describe, expect, it } from 'vitest';
import { parseWhere } from '../../../src/builders/index.ts';

describe('parseWhere()', () => {
  it.each([
    ['lang=de', { column: 'lang', is: 'de' }],
    ['lang!=de', { column: 'lang', isNot: 'de' }],
    ['lang=', { column: 'lang', is: '' }],
    ['lang!=', { column: 'lang', isNot: '' }],
    ['formula=a=b!=c', { column: 'formula', is: 'a=b!=c' }],
    ['place=made in China', { column: 'place', is: 'made in China' }],
    ['born in city=Rome', { column: 'born in city', is: 'Rome' }],
    ['lang in de,en', { column: 'lang', is: ['de', 'en'] }],
    ['lang in ["a,b"," c"]', { column: 'lang', is: ['a,b', ' c'] }],
    ['lang =de', { column: 'lang ', is: 'de' }],
    ['quote=say "hi"', { column: 'quote', is: 'say "hi"' }],
  ])('reads %s', (text, condition) => {
    expect(parseWhere(text)).toEqual(condition);
  });

  it.each([
    '',
    'lang',
    '=de',
    '!=de',
    ' in de',
    'lang in ',
    'lang in [',
    'lang in []',
    'lang in [1]',
  ])('refuses %j, which is no condition', (text) => {
    expect(() => parseWhere(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'where' }),
    );
  });

  it.each(['lang="de"', "lang!='de'", 'lang= de', 'lang=de ', 'lang in de, en'])(
    'refuses %j, whose value may be meant in two ways',
    (text) => {
      expect(() => parseWhere(text)).toThrow(/may be meant/);
    },
  );
});
