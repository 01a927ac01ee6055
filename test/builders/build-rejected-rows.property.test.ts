import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  csv,
  DIGEST_BYTES,
  fromIterable,
  jsonl,
  NUMBER_BYTES,
} from '../../src/builders/index.ts';
import type { RejectedRow } from '../../src/dataset/index.ts';
import { titan } from '../../src/models/index.ts';
import { bytesOf } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

type Kind = 'good' | 'blank' | 'large' | 'ragged' | 'missing' | 'thrown' | 'unfit';

interface Item {
  readonly kind: Kind;
  readonly id: string;
  readonly text: string;
}

const RECORD_BYTES = 400;

/** Why a row is set aside that is so for itself. */
const CODES: Readonly<Record<Kind, string | undefined>> = {
  good: undefined,
  blank: 'TEMPLATE_PROMPT_EMPTY',
  large: 'QUOTA_RECORD_BYTES',
  ragged: 'ROW_RAGGED',
  missing: 'TEMPLATE_COLUMN_MISSING',
  thrown: 'ROW_NOT_MAPPED',
  unfit: 'MODEL_INPUT_VALUE',
};

const textOf: Readonly<Partial<Record<Kind, string>>> = {
  blank: '',
  large: 'x'.repeat(RECORD_BYTES),
};

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** For each way of building the kinds of rows there are, and what makes a build of them. */
const WAYS: Readonly<
  Record<string, { kinds: readonly Kind[]; build: (all: readonly Item[]) => Parts }>
> = {
  'a table': {
    kinds: ['good', 'good', 'good', 'blank', 'large', 'ragged'],
    build: (all) => ({
      source: csv(
        bytesOf(
          `id,text\n${all.map(({ kind, id, text }) => `${id},${quoted(text)}${kind === 'ragged' ? ',z' : ''}\n`).join('')}`,
        ),
      ),
      options: { prompt: '{{text}}', id: '{{id}}' },
    }),
  },
  'lines of JSON': {
    kinds: ['good', 'good', 'good', 'blank', 'large', 'missing'],
    build: (all) => ({
      source: jsonl(
        bytesOf(
          all
            .map(({ kind, id, text }) =>
              JSON.stringify(kind === 'missing' ? { id, other: text } : { id, text }),
            )
            .join('\n'),
        ),
      ),
      options: { prompt: '{{text}}', id: '{{id}}' },
    }),
  },
  'a function': {
    kinds: ['good', 'good', 'good', 'large', 'thrown', 'unfit', 'unfit'],
    build: (all) => ({
      source: fromIterable(all),
      options: {
        record: ({ kind, id, text }: Item) => {
          if (kind === 'thrown') throw new Error('not today');
          const modelInput = titan.embed({ inputText: text });
          return kind === 'unfit'
            ? { recordId: id, modelInput: { ...modelInput, dimensions: 7 } }
            : { recordId: id, modelInput };
        },
      } as Partial<BuildOptions>,
    }),
  },
};

interface Parts {
  readonly source: ReturnType<typeof fromIterable>;
  readonly options: Partial<BuildOptions>;
}

const itemsOf = (kinds: readonly Kind[]) =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        id: fc.oneof(fc.nat({ max: 2000 }), fc.nat({ max: 3 })).map((id) => `r${id}`),
        text: fc.oneof(
          fc.constant('same'),
          fc.string({ maxLength: 20, unit: 'grapheme' }).map((text) => `x${text}`),
        ),
      }),
      { minLength: 0, maxLength: 150 },
    )
    .map((items): Item[] => [
      // the first row tells the columns
      { kind: 'good', id: 'first', text: 'first' },
      ...items.map((item) => ({ ...item, text: textOf[item.kind] ?? item.text })),
    ]);

/** Tells for each row why it is set aside, where it is: an id counts as used only where its row became a record. */
function reasons(all: readonly Item[]): (string | undefined)[] {
  const used = new Set<string>();
  return all.map(({ kind, id }) => {
    const own = CODES[kind];
    if (own !== undefined) return own;
    if (used.has(id)) return 'RECORD_ID_DUPLICATE';
    used.add(id);
    return undefined;
  });
}

/** What a dataset holds: lines of its records, their digests, rows and padding. */
async function contentOf(out: string, built: Awaited<ReturnType<typeof buildDataset>>) {
  const { manifest, report } = built;
  const shards = manifest.jobs.flatMap((job) => job.shards);
  const files = shards.map(async ({ path }) => readFile(join(out, path), 'utf8'));
  const { rows, jobs, padding } = manifest;
  const numbers =
    rows?.numbers === undefined ? undefined : await readFile(join(out, 'rows.numbers'));
  const digests = await readFile(join(out, 'rows.digests'));
  const { repeats } = manifest;
  const shared =
    repeats === undefined ? undefined : await readFile(join(out, 'rows.repeats'), 'hex');
  expect(digests.length).toBe((rows?.count ?? 0) * DIGEST_BYTES);
  return {
    dataset: {
      ...{ jobs, padding, repeats, shared },
      ...{ texts: await Promise.all(files), digests: digests.toString('hex') },
    },
    repeated: report?.repeatedModelInputs,
    rows: Array.from(
      { length: rows?.count ?? 0 },
      (_, index) => numbers?.readUIntLE(index * NUMBER_BYTES, NUMBER_BYTES) ?? index + 1,
    ),
  };
}

async function rejectedIn(out: string): Promise<RejectedRow[]> {
  const text = await readFile(join(out, 'rows.rejected'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RejectedRow);
}

describe('buildDataset() that sets invalid rows aside', () => {
  const folder = useTemporaryFolder();

  it.each(Object.entries(WAYS))(
    'always writes of %s what it would write of the valid rows alone, and lists the others',
    async (_way, { kinds, build }) => {
      const out = join(folder.path, 'out');
      const built = async (all: readonly Item[], more: Partial<BuildOptions>) => {
        await rm(out, { recursive: true, force: true });
        const { source, options } = build(all);
        return buildDataset(source, {
          model: 'amazon.titan-embed-text-v2:0',
          quotas: {
            minRecordsPerJob: 7,
            recordsPerJob: 30,
            recordsPerFile: 9,
            recordBytes: RECORD_BYTES,
          },
          belowMinimum: 'pad',
          severities: { QUOTA_RECORD_BYTES: 'error' },
          out,
          ...options,
          ...more,
        });
      };
      await fc.assert(
        fc.asyncProperty(itemsOf(kinds), fc.boolean(), async (all, dedupe) => {
          const why = reasons(all);
          const dataset = await built(all, { dedupe, onInvalid: 'skip', maxInvalid: '100%' });
          const some = await contentOf(out, dataset);
          const rejected = await rejectedIn(out);
          const whole = await contentOf(
            out,
            await built(
              all.filter((_, index) => why[index] === undefined),
              { dedupe },
            ),
          );

          expect(some.dataset).toEqual(whole.dataset);
          expect(some.repeated).toBe(whole.repeated);
          expect(some.rows).toEqual(
            why.flatMap((reason, index) => (reason === undefined ? [index + 1] : [])),
          );
          expect(rejected.map(({ row, codes }) => [row, codes[0]])).toEqual(
            why.flatMap((reason, index) => (reason === undefined ? [] : [[index + 1, reason]])),
          );
          expect(dataset.manifest.rows?.rejected?.count ?? 0).toBe(rejected.length);
          expect(dataset.report).toMatchObject({ valid: true, errors: rejected.length });
        }),
        { numRuns: 10 },
      );
    },
  );
});
