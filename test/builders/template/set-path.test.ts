import { describe, expect, it } from 'vitest';
import { parseSetting } from '../../../src/builders/index.ts';
import { withSetting } from '../../../src/builders/template/set-path.ts';

const set = (target: Record<string, unknown>, text: string) =>
  withSetting(target, parseSetting(text));

describe('parseSetting()', () => {
  it.each([
    ['temperature=0.2', ['temperature'], 0.2],
    ['a.b.0.c=x=y', ['a', 'b', 0, 'c'], 'x=y'],
    ['stop=["END"]', ['stop'], ['END']],
    ['flag=true', ['flag'], true],
    ['text="5"', ['text'], '5'],
    ['empty=', ['empty'], ''],
  ])('reads %s', (text, path, value) => {
    expect(parseSetting(text)).toEqual({ path, value });
  });

  it.each([
    ['metadata.user_id={{user}}', ['metadata', 'user_id'], '{{user}}', 'text'],
    ['stop=["{{end}}","x"]', ['stop'], ['{{end}}', 'x'], 'text'],
    ['note=\\{{a}}', ['note'], '\\{{a}}', 'text'],
    ['tools:={{ tools }}', ['tools'], '{{ tools }}', 'json'],
  ])('reads %s, which comes from the row', (text, path, value, as) => {
    expect(parseSetting(text)).toEqual({ path, value, as });
  });

  it('takes JSON behind := for what it is', () => {
    expect(parseSetting('stop:=["{{x}}"]')).toEqual({ path: ['stop'], value: ['{{x}}'] });
  });

  it.each([
    ['tools:=look_up', 'The setting "tools" takes JSON, and is neither JSON nor one {{column}}'],
    ['tools:=[{{tool}}]', 'The setting "tools" takes JSON, and is neither JSON nor one {{column}}'],
    ['a={{b', 'The "{{" in line 1, column 1 of the set is not closed'],
  ])('refuses %s', (text, message) => {
    expect(() => parseSetting(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'set', message }),
    );
  });

  it.each(['temperature', '=1', 'a..b=1', ''])('refuses %j', (text) => {
    expect(() => parseSetting(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'set' }),
    );
  });
});

describe('withSetting()', () => {
  it('sets a value, makes objects on the way, and leaves the original alone', () => {
    const original = { a: { b: 1 }, list: [{ x: 1 }, 2] };

    expect(set(original, 'a.c.d=2')).toEqual({ a: { b: 1, c: { d: 2 } }, list: [{ x: 1 }, 2] });
    expect(set(original, 'list.0.x=5')).toEqual({ a: { b: 1 }, list: [{ x: 5 }, 2] });
    expect(set(original, 'list.2=3')).toEqual({ a: { b: 1 }, list: [{ x: 1 }, 2, 3] });
    expect(set(original, 'a=null')).toEqual({ a: null, list: [{ x: 1 }, 2] });
    expect(original).toEqual({ a: { b: 1 }, list: [{ x: 1 }, 2] });
  });

  it('keeps __proto__ a key like any other', () => {
    const changed = set({}, '__proto__.polluted=1');

    expect(JSON.stringify(changed)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['a.b=1', '"a" holds a value that has no keys'],
    ['list.x=1', '"list" holds an array of 1'],
    ['list.5=1', '"list" holds an array of 1'],
  ])('refuses %s', (text, problem) => {
    expect(() => set({ a: 'text', list: [1] }, text)).toThrow(problem);
  });
});
