import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, buildDataset, fromFiles } from '../../../src/builders/index.ts';
import { rendererOf } from '../../../src/builders/sources/rendered-source.ts';
import { DatasetInvalidError } from '../../../src/core/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const LARGE_BYTES = 140_000;

interface Item {
  readonly title: string;
  readonly kind: string;
}

const items = fc.array(
  fc.record({
    title: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('', '  ', 'a\r\nb', 'say "x"', 'U\u2028V', '{"a":1}'),
    ),
    kind: fc.constantFrom('a', 'b', ''),
  }),
  { maxLength: 12 },
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
interface File {
  readonly items: readonly Item[];
  readonly format: 'csv' | 'json' | 'jsonl' | 'sequence';
  /** Whether some rows have too many fields. */
  readonly isRagged: boolean;
  /** Whether it is worth an engine. */
  readonly isLarge: boolean;
}

const files: fc.Arbitrary<readonly File[]> = fc.array(
  fc.record({
    items,
    format: fc.constantFrom('csv', 'json', 'jsonl', 'sequence'),
    isRagged: fc.boolean(),
    isLarge: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

function textOf({ items: some, format, isRagged, isLarge }: File): string {
  const note = (index: number) => (isLarge && index === 0 ? 'x'.repeat(LARGE_BYTES) : '');
  const all = some.map((item, index) => ({ ...item, note: note(index) }));
  if (format === 'json') return JSON.stringify(all);
  if (format === 'sequence') return all.map((item) => JSON.stringify(item, null, 1)).join('\n');
  if (format === 'jsonl') return all.map((item) => `${JSON.stringify(item)}\n`).join('');
  const rows = all.map(({ title, kind, note: last }, index) => {
    const more = isRagged && index % 5 === 4 ? ',more' : '';
    return `${quoted(title)},${kind},${last}${more}\r\n`;
  });
  return `title,kind,note\r\n${rows.join('')}`;
}

const making: fc.Arbitrary<Partial<BuildOptions>> = fc.record(
  {
    prompt: fc.constantFrom('{{title}}', 'Describe {{title}} ({{kind}})'),
    id: fc.constantFrom('row', 'r-{{title}}'),
    limit: fc.integer({ min: 0, max: 20 }),
    system: fc.constantFrom('{{kind}}'),
  },
  { requiredKeys: ['prompt'] },
);

describe('fromFiles()', () => {
  const folder = useTemporaryFolder();

  /** What a build leaves and says: its report, or the error. */
  async function built(source: ReturnType<typeof fromFiles>, options: Partial<BuildOptions>) {
    const out = join(folder.path, 'out');
    await rm(out, { recursive: true, force: true });
    const said = await buildDataset(source, {
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      quotas: { minRecordsPerJob: 1, recordsPerFile: 7 },
      out,
      ...options,
    }).then(
      ({ report, manifest }) => ({ report, manifest }),
      (error: unknown) =>
        error instanceof DatasetInvalidError ? { report: error.report } : { error },
    );
    const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = entries
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name));
    const texts = await Promise.all(
      paths.toSorted().map(async (path) => [path, await readFile(path, 'latin1')]),
    );
    return { said, texts };
  }

  it('makes the same dataset, and says the same, of lines made at once and of rows mapped one by one', async () => {
    await fc.assert(
      fc.asyncProperty(files, making, async (all, options) => {
        const paths: string[] = [];
        for (const [index, file] of all.entries()) {
          const path = join(
            folder.path,
            `${index}.${file.format === 'sequence' ? 'json' : file.format}`,
          );
          await writeFile(path, textOf(file));
          paths.push(path);
        }
        const source = fromFiles(paths);
        expect(rendererOf(source)).toBeDefined();

        const fast = await built(source, options);

        expect(fast).toEqual(await built({ ...source }, options));
      }),
      { numRuns: 25 },
    );
  });
});
