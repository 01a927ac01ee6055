import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadAnswers } from '../../../src/models/emulated.ts';
import { families, modelTable } from '../../../src/models/index.ts';

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

  it.each(names)('have models, and types that can be imported: %s', (name) => {
    const door = readFileSync(new URL('../../../src/models/index.ts', import.meta.url), 'utf8');
    const hasModel =
      name === 'converse' ||
      modelTable.some(({ family, batch }) => family === name && batch.verdict !== 'no');

    expect(hasModel).toBe(true);
    expect(door).toContain(`'./families/${name}/schema.ts'`);
  });

  it.each(families)('read what the emulator answers as them: $name', async (family) => {
    const answer = (await loadAnswers()).get(family.name);
    const facts = { modelId: 'm', answerId: 'a', createdSeconds: 1, inputTokens: 5 };
    const means = {
      echoOf: () => ({ text: 'spam', tokens: 1, isCut: false }),
      vector: (_content: unknown, size: number) => Array.from({ length: size }, () => 0.5),
    };

    const given = answer?.(family.example, facts, means);
    const reading = family.readOutput(given?.modelOutput);

    expect(reading.answer).toBe('given');
    expect(reading.error).toBeUndefined();
    expect(reading.text).toBe(family.answers === 'text' ? 'spam' : undefined);
  });

  it.each(families)('read nothing in nothing: $name', ({ readOutput }) => {
    for (const output of [null, undefined, 1, 'x', [], {}]) {
      expect(readOutput(output)).toEqual({ answer: 'unknown' });
    }
  });
});
