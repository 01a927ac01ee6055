import { describe, expect, it } from 'vitest';
import { textForm } from '../../../src/cli/aws-cli/text-form.ts';

describe('textForm()', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['scalars by name', { b: 1, a: 'x', c: null }, ['x\t1\tNone']],
    ['what is below', { b: { d: 1, c: true }, a: 'x' }, ['x', 'B\tTrue\t1']],
    ['columns of a list', { l: [{ b: 1 }, { a: 2, m: { z: 3 } }] }, ['L\t\t1', 'L\t2\t', 'M\t3']],
    ['a list of scalars', ['a', 'b'], ['a\tb']],
    ['a named list of scalars', { l: ['a', 'b'] }, ['L\ta', 'L\tb']],
    ['rows', [['a', 'b'], ['c']], ['a\tb', 'c']],
    ['a scalar', 5, ['5']],
    ['nothing', [], []],
  ])('writes %s', (_what, value, lines) => {
    expect(textForm(value)).toEqual(lines);
  });
});
