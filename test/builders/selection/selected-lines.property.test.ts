import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, buildDataset, csv, jsonl } from '../../../src/builders/index.ts';
import { selectedRows } from '../../../src/builders/selection/selected-rows.ts';
import { rendererOf } from '../../../src/builders/sources/rendered-source.ts';
import type { Source } from '../../../src/builders/sources/source.ts';
import { DatasetInvalidError } from '../../../src/core/index.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { bytesOf } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

interface Item {
  readonly kind: string | number | boolean | null | undefined;
  readonly text: string;
}

/** Values that are written in several ways, of which conditions name some. */
const KINDS = ['', 'a', 'ab', 'say "x"', '""', 'é\r\n', 'long enough for a vector of 16', '1.50'];
const items = fc.array(
  fc.record({
    kind: fc.oneof(fc.constantFrom(...KINDS), fc.constantFrom(1.5, true, null, undefined)),
    text: fc.string({ unit: 'grapheme', maxLength: 30 }),
  }),
  { maxLength: 60 },
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Some in quotes that need none; each ninth row may be one that only the machine of tables reads. */
function tableOf(all: readonly Item[], isRagged: boolean): string {
  const rows = all.map(({ kind, text }, index) => {
    const value = String(kind ?? '');
    const isBare = index % 2 === 0 && /^[^"\r\n]*$/.test(value);
    const more = isRagged && index % 9 === 8 ? ',,more' : '';
    return `${isBare ? value : quoted(value)},${quoted(text)}${more}\n`;
  });
  return `kind,text\n${rows.join('')}`;
}

/** Some values of `kind` with escapes that need none: they would stand in a record as they stand here, so it is to be in none. */
function linesOf(all: readonly Item[], isEscaped: boolean): string {
  return all
    .map((item, index) => {
      const line = JSON.stringify(item);
      const isOther = isEscaped && index % 3 === 2;
      return `${isOther ? line.replace('{"kind":"a', '{"kind":"\\u0061') : line}\n`;
    })
    .join('');
}

const SOURCES = { csv: tableOf, jsonl: linesOf };

const values = fc.uniqueArray(fc.constantFrom(...KINDS, '1.5', 'true', '\ud800'), {
  minLength: 1,
  maxLength: 4,
});
const conditions = fc.array(
  fc
    .record({
      column: fc.constantFrom('kind', 'kind', 'kind', 'text', 'kinds'),
      list: values,
      isAmong: fc.boolean(),
    })
    .map(({ column, list, isAmong }) => ({ column, [isAmong ? 'is' : 'isNot']: list })),
  { maxLength: 2 },
);
const makings: fc.Arbitrary<Partial<BuildOptions>> = fc.record(
  {
    where: conditions,
    limit: fc.integer({ min: 0, max: 60 }),
    sample: fc.integer({ min: 1, max: 40 }),
    id: fc.constantFrom('row', '{{kind}}'),
    prompt: fc.constantFrom('Say {{text}}', '{{text}}', '{{text}} {{kind}}'),
  },
  { requiredKeys: ['where', 'prompt'] },
);

describe('selectedRows()', () => {
  const folder = useTemporaryFolder();

  /** What a build leaves and says: its report, or the error. */
  async function built(source: Source, options: Partial<BuildOptions>) {
    const out = join(folder.path, 'out');
    await rm(out, { recursive: true, force: true });
    const said = await buildDataset(source, {
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      quotas: { minRecordsPerJob: 1, recordsPerFile: 7 },
      out,
      prompt: '{{text}}',
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

  it('has a renderer where its source has one', () => {
    const source = csv(bytesOf('a\n1\n'));
    const where = { column: 'a', is: '1' };

    expect(rendererOf(selectedRows(source, { where }).source)).toBeDefined();
    expect(rendererOf(selectedRows({ ...source }, { where }).source)).toBeUndefined();
  });

  it.each(['csv', 'jsonl'] as const)(
    'takes the same rows of %s as lines and one by one, in any chunks, and says the same',
    async (format) => {
      const open = { csv, jsonl }[format];
      await fc.assert(
        fc.asyncProperty(items, makings, fc.boolean(), cuts, async (all, options, flag, at) => {
          const hasKind = `${options.prompt} ${options.id}`.includes('{{kind}}');
          const isOdd = flag && !(format === 'jsonl' && hasKind);
          const pieces = cutAt(bytesOf(SOURCES[format](all, isOdd)), at);
          const source = open(pieces, { name: 'rows' });

          const fast = await built(source, options);

          expect(fast).toEqual(await built({ ...source }, options));
        }),
        { numRuns: 16 },
      );
    },
  );
});
