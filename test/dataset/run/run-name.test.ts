import { describe, expect, it } from 'vitest';
import { requireRunName } from '../../../src/dataset/index.ts';

describe('requireRunName()', () => {
  it.each(['../main', '', '.hidden', 'a/b', 'x'.repeat(64)])(
    'refuses %j, which would be a folder',
    (name) => {
      expect(() => requireRunName(name)).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION', option: 'run' }),
      );
    },
  );
});
