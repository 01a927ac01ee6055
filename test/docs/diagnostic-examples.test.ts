import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/diagnostics.md'), 'utf8');

interface Section {
  readonly code: string;
  /** Language and text of the first block behind the word. */
  readonly wrong: readonly [string, string] | undefined;
  readonly right: readonly [string, string] | undefined;
}

const sections = page
  .split(/^## (?=[A-Z][A-Z0-9_]+$)/m)
  .slice(1)
  .map((text): Section => {
    const [code = ''] = text.split('\n');
    const blockBehind = (word: string) => {
      const found = new RegExp(`^${word}\\b[^\\n]*:\\n+\`\`\`(\\w+)\\n([^]*?)\`\`\``, 'm').exec(
        text,
      );
      return found === null ? undefined : ([found[1] ?? '', found[2] ?? ''] as const);
    };
    return { code, wrong: blockBehind('Wrong'), right: blockBehind('Right') };
  });

/** Sections whose examples are the records themselves, with the model of the golden case. */
const ofModelInputs = sections.filter(
  ({ code, wrong }) =>
    code.startsWith('MODEL_INPUT_') &&
    wrong?.[0] === 'jsonl' &&
    existsSync(join(ROOT, 'test/golden/diagnostics', code, 'options.json')),
);

describe('docs/diagnostics.md', () => {
  it.each(sections)('shows of $code what is wrong and what is right', ({ wrong, right }) => {
    expect(wrong?.[1].trim().length).toBeGreaterThan(0);
    expect(right?.[1].trim().length).toBeGreaterThan(0);
    expect(right?.[1]).not.toBe(wrong?.[1]);
  });
});

describe('an example of docs/diagnostics.md', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'examples-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function codesIn(code: string, text: string): Promise<readonly string[]> {
    const golden = join(ROOT, 'test/golden/diagnostics', code, 'options.json');
    const options = JSON.parse(readFileSync(golden, 'utf8')) as ValidateOptions;
    const path = join(folder, `${code}.jsonl`);
    await writeFile(path, text);
    const { diagnostics } = await validateDataset(path, options);
    return diagnostics.map((diagnostic) => diagnostic.code);
  }

  it.each(ofModelInputs)('shows exactly $code, and nothing where it is right', async (section) => {
    const { code, wrong, right } = section;

    expect(await codesIn(code, wrong?.[1] ?? '')).toEqual([code]);
    expect(await codesIn(code, right?.[1] ?? '')).toEqual([]);
  });
});
