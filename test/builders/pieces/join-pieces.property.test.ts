import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type BuildOptions,
  type BuiltDataset,
  buildDataset,
  buildPiece,
  cutPartSource,
  cutSource,
  decideSelection,
  folderTarget,
  joinPieces,
  openedSource,
} from '../../../src/builders/index.ts';
import { datasetHome } from '../../../src/dataset/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { datasetLines } from '../support/dataset-lines.ts';
import { plannedBuilds, plannedSources } from '../support/planned-builds.ts';

const folder = useTemporaryFolder();

async function built(act: () => Promise<BuiltDataset>): Promise<BuiltDataset | string> {
  try {
    return await act();
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
}

/** Cuts a source, builds its parts in any order and joins them. */
async function joined(
  path: string,
  options: BuildOptions,
  { partitions, repackBytes }: { readonly partitions: number; readonly repackBytes: number },
): Promise<BuiltDataset> {
  const recordsPerJob = options.quotas?.recordsPerJob ?? 0;
  const decided = await decideSelection(await openedSource(path, {}), options, undefined);
  const asked = { partitions, recordsPerJob, lastRow: decided.lastRow };
  const cut = await cutSource([path], { options: {}, cut: asked });
  const home = datasetHome(options.out);
  const pieces: Parameters<typeof joinPieces>[0]['pieces'][number][] = [];
  for (const [index, part] of [...cut.parts.entries()].reverse()) {
    const source = cutPartSource({ name: path, files: cut.files, part }, {});
    const { rowsBefore } = part;
    const below = `partitions/${index}`;
    const out = join(options.out, below);
    const place = datasetHome(`${out}.new`);
    const built = await buildPiece(source, options, { rowsBefore, home: place, decided });
    await rename(`${out}.new`, out);
    pieces.unshift({ home, folder: below, rowsBefore, manifest: built.manifest });
  }
  const of = { pieces, source: path, buildKey: undefined, repackBytes };
  return joinPieces(of, options, folderTarget(home, options.out, 'partitions'));
}

let runs = 0;

async function both(
  { format, text }: { readonly format: string; readonly text: string },
  options: Omit<BuildOptions, 'model' | 'out'>,
  how: { readonly partitions: number; readonly repackBytes: number },
) {
  runs += 1;
  const path = join(folder.path, `rows-${runs}.${format}`);
  await writeFile(path, text);
  const whole = { model: 'amazon.titan-embed-text-v2:0', ...options };
  const [one, many] = [join(folder.path, `one-${runs}`), join(folder.path, `many-${runs}`)];
  const alone = await built(() => buildDataset(path, { ...whole, out: one }));
  const together = await built(() => joined(path, { ...whole, out: many }, how));
  return { alone, together, one, many };
}

it('always makes the very dataset of partitions that one build makes, where it may pack records anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      plannedSources,
      plannedBuilds,
      fc.integer({ min: 1, max: 4 }),
      async (source, options, partitions) => {
        const how = { partitions, repackBytes: Infinity };
        const { alone, together, one, many } = await both(source, options, how);
        if (typeof alone === 'string' || typeof together === 'string') {
          expect(together).toBe(alone);
          expect(['DATASET_INVALID', 'SOURCE_EMPTY']).toContain(alone);
          return;
        }
        const { buildKey: _, ...expected } = alone.manifest;
        expect(together.manifest).toEqual(expected);
        for (const { path } of expected.jobs.flatMap(({ shards }) => shards))
          expect(await readFile(join(many, path))).toEqual(await readFile(join(one, path)));
        for (const name of ['rows.digests', 'rows.numbers', 'rows.rejected'])
          expect(await content(many, name)).toEqual(await content(one, name));
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

it('always has the records of one build in their order, within all quotas, where shards stay whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      plannedSources,
      plannedBuilds,
      fc.integer({ min: 1, max: 4 }),
      async (source, options, partitions) => {
        const how = { partitions, repackBytes: 0 };
        const { alone, together, one, many } = await both(source, options, how);
        if (typeof alone === 'string' || typeof together === 'string') {
          expect(together).toBe(alone);
          return;
        }
        const expected = await datasetLines(one, alone);
        expect(await datasetLines(many, together)).toEqual(expected);
        expect(together.manifest.rows).toEqual(alone.manifest.rows);
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

function content(out: string, name: string): Promise<string | undefined> {
  return readFile(join(out, name), 'hex').catch(() => undefined);
}
