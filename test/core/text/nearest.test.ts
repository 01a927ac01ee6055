import { describe, expect, it } from 'vitest';
import { nearestName } from '../../../src/core/index.ts';

describe('nearestName()', () => {
  it.each([
    ['ttile', ['year', 'title'], 'title'],
    ['Title', ['title'], 'title'],
    ['descripton', ['description', 'title'], 'description'],
    ['a', ['b'], 'b'],
    ['year', ['title', 'director'], undefined],
    ['x', [], undefined],
    ['x'.repeat(65), ['x'.repeat(64)], undefined],
  ])('finds for %s in %j: %s', (name, known, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });
});
