import { describe, expect, it } from 'vitest';
import { withoutUndefined } from '../../src/core/index.ts';

describe('withoutUndefined()', () => {
  it('leaves out what is undefined alone, and keeps the order of the rest', () => {
    const set = withoutUndefined({ text: undefined, count: 0, name: '', reason: null });

    expect(JSON.stringify(set)).toBe('{"count":0,"name":"","reason":null}');
    expect(Object.keys(set)).toEqual(['count', 'name', 'reason']);
  });

  it('changes nothing of what it is given', () => {
    const members = Object.freeze({ text: undefined });

    expect(withoutUndefined(members)).not.toBe(members);
    expect(members).toHaveProperty('text');
  });
});
