import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { families } from '../../../src/models/index.ts';

function entriesOf(path: string): readonly string[] {
  return readdirSync(fileURLToPath(new URL(path, import.meta.url)), { withFileTypes: true }).map(
    (entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name),
  );
}

const FAMILIES = '../../../src/models/families';
const OF_EACH = ['answer.ts', 'builder.ts', 'family.ts', 'plain.ts', 'rules.ts', 'schema.ts'];
const names = families.map(({ name }) => name);

describe('families', () => {
  it('are the folders of models/families, each named as its family', () => {
    const folders = entriesOf(FAMILIES).filter((entry) => entry.endsWith('/'));

    expect(folders.toSorted()).toEqual(names.map((name) => `${name}/`).toSorted());
  });

  it.each(names)('have the same files each, and a test: %s', (name) => {
    expect(entriesOf(`${FAMILIES}/${name}`)).toEqual(expect.arrayContaining(OF_EACH));
    expect(entriesOf('.')).toContain(`${name}.test.ts`);
  });

  it.each(families)('read nothing in nothing: $name', ({ readOutput }) => {
    for (const output of [null, undefined, 1, 'x', [], {}]) {
      expect(readOutput(output)).toEqual({ answer: 'unknown' });
    }
  });
});
