import type { CommonBuildOptions } from './build/build-options.ts';
import { planBuild } from './build/build-plan.ts';
import { type BuiltDataset, runBuild } from './build/run-build.ts';
import type { BuiltRow } from './intake/built-row.ts';

/** Builds a dataset from lines of records, each with its newline. Its shards name no rows, because no source has their rows. */
export function buildFromRecords(
  batches: AsyncIterable<readonly Uint8Array[]>,
  options: CommonBuildOptions & { readonly name: string },
): Promise<BuiltDataset> {
  const plan = { ...planBuild(options, options.name, undefined), hasRows: false };
  return runBuild(plan, numbered(batches), options);
}

async function* numbered(
  batches: AsyncIterable<readonly Uint8Array[]>,
): AsyncGenerator<readonly BuiltRow[]> {
  let row = 0;
  for await (const batch of batches) {
    yield batch.map((line) => {
      row += 1;
      return { row, line, diagnostics: [] };
    });
  }
}
