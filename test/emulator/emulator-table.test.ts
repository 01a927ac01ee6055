import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const table = await readFile(fileURLToPath(new URL('docs/emulator.md', root)), 'utf8');
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:what|---) /.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

describe('docs/emulator.md', () => {
  it('says of each behaviour what it is based on', () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const [what, basis] of rows) expect(basis, what).toMatch(/documented|observed|ours/);
  });

  it.each(rows)('names a test that is there: %s', async (...[, , test = '']) => {
    const colon = test.indexOf(': ');
    const file = new URL(`test/emulator/${test.slice(0, colon)}`, root);

    const text = await readFile(fileURLToPath(file), 'utf8');

    expect(text.replaceAll("\\'", "'")).toContain(test.slice(colon + 2));
  });
});
