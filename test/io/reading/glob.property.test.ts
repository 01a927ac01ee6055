import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { globFiles } from '../../../src/io/index.ts';

const signs = fc.string({ unit: fc.constantFrom(...'[]{}!^-,*?.+()$|\\ab09é/'), maxLength: 12 });

it('globFiles() takes any text for a pattern', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'glob-'));
  try {
    await fc.assert(
      fc.asyncProperty(signs, async (text) => {
        expect(await globFiles(`${folder}/*${text.replaceAll('..', '.')}`)).toEqual([]);
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
