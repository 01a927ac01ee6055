import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** What is imported by value, at once or later: an import of types alone is gone when the program runs. */
const BY_VALUE =
  /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)|^import\s+'(\.[^']+)'/gm;

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function reachedFrom(starts: readonly string[]): ReadonlySet<string> {
  const reached = new Set(starts);
  for (const file of reached) {
    for (const [, from, later, bare] of readFileSync(file, 'utf8').matchAll(BY_VALUE)) {
      reached.add(resolve(dirname(file), from ?? later ?? bare ?? ''));
    }
  }
  return reached;
}

describe('the emulator', () => {
  const reached = [...reachedFrom(filesOf(join(SRC, 'emulator')))].map((file) =>
    relative(SRC, file).replaceAll('\\', '/'),
  );

  it('reaches no schema, rule or plain form of a model: a judge does not share what it judges', () => {
    const judged =
      /^models\/(?:rules|explain|plain|shape)\/|^models\/families\/[^/]+\/(?:rules|schema|plain|family)\.ts$|^validators\//;

    expect(reached.filter((file) => judged.test(file))).toEqual([]);
  });

  it('is walked through to the end: how families answer is reached', () => {
    expect(reached).toContain('models/families/claude-messages/answer.ts');
    expect(reached).toContain('models/facts/model-table.ts');
    expect(reachedFrom([join(SRC, 'models/index.ts')])).toContain(
      join(SRC, 'models/families/claude-messages/rules.ts'),
    );
  });
});
