import type { Report } from '../../core/index.ts';

import type { Dataset } from '../../dataset/index.ts';
import { EventLoopTurns, type HomeOwner } from '../../io/index.ts';

import type { BuiltBatch } from '../intake/built-row.ts';
import type { CommonBuildOptions } from './build-options.ts';
import type { BuildPlan } from './build-plan.ts';
import { DatasetBuild } from './dataset-build.ts';
import type { Draft } from './draft.ts';
import { folderDraft } from './folder-draft.ts';
import {
  clearOutFolder,
  lookAtOutFolder,
  type OutClaim,
  type OutFolder,
  sweepWhole,
} from './out-folder.ts';

/** A dataset and how it came to be. */
export interface BuiltDataset extends Dataset {
  /**
   * What the validation on the way found: warnings, and the errors of rows that were set aside. Absent where the dataset was there
   * already.
   */
  readonly report?: Report | undefined;
  /** Whether the same dataset was in the folder already, so nothing was read or written. */
  readonly reused: boolean;
}

/** Runs a build to its end: batches of rows in, a dataset in place, or nothing left behind. */
export async function runBuild(
  plan: BuildPlan,
  batches: AsyncIterable<BuiltBatch>,
  options: CommonBuildOptions,
): Promise<BuiltDataset> {
  try {
    return await runIn(plan, batches, options);
  } catch (error) {
    plan.home.close();
    throw error;
  }
}

async function runIn(
  plan: BuildPlan,
  batches: AsyncIterable<BuiltBatch>,
  options: CommonBuildOptions,
): Promise<BuiltDataset> {
  const { home, buildKey, piece } = plan;
  // nobody else knows the place of a piece
  if (piece !== undefined) return buildInto({ plan, out: { kind: 'free' } }, batches, options);
  const claim: OutClaim = { buildKey, replace: options.replace ?? false };
  const found = await lookAtOutFolder(home, claim);
  if (found.kind === 'same') {
    await sweepWhole(home);
    return reused(found.dataset);
  }
  options.signal?.throwIfAborted();
  const owner = await home.claim('', 'build');
  try {
    // another process may have built there until now
    const out = await clearOutFolder(home, owner, claim);
    return out.kind === 'same'
      ? reused(out.dataset)
      : await buildInto({ plan, out, owner }, batches, options);
  } finally {
    await owner.release();
  }
}

async function draftOf(plan: BuildPlan, options: CommonBuildOptions): Promise<Draft> {
  const { prefix } = plan.home;
  if (prefix === undefined) return folderDraft(plan);
  if (plan.canary !== undefined) {
    const { cutDraft } = await import('./cut-draft.ts');
    return cutDraft(plan, { prefix, size: plan.canary }, options);
  }
  const { objectDraft } = await import('./object-draft.ts');
  return objectDraft(plan, prefix, options);
}

function reused(dataset: Dataset): BuiltDataset {
  return Object.freeze({ ...dataset, reused: true });
}

/** A build and the place it goes into, which nobody else writes to. */
interface OwnedBuild {
  readonly plan: BuildPlan;
  readonly out: OutFolder;
  /** Absent where nobody else could. */
  readonly owner?: HomeOwner | undefined;
}

async function buildInto(
  { plan, out, owner }: OwnedBuild,
  batches: AsyncIterable<BuiltBatch>,
  options: CommonBuildOptions,
): Promise<BuiltDataset> {
  const build = await DatasetBuild.begin(plan, () => draftOf(plan, options));
  const turns = new EventLoopTurns();
  try {
    for await (const batch of batches) {
      options.signal?.throwIfAborted();
      addBatch(build, batch);
      options.onProgress?.({ records: build.records, bytes: build.bytes });
      if (turns.isDue) await turns.take();
      await build.room();
    }
    options.signal?.throwIfAborted();
    await owner?.requireHeld();
    const { dataset, report } = await build.finish(out);
    return Object.freeze({ ...dataset, report, reused: false });
  } catch (error) {
    await build.abandon();
    throw error;
  }
}

function addBatch(build: DatasetBuild, batch: BuiltBatch): void {
  if ('kind' in batch) {
    build.addRendered(batch);
    return;
  }
  for (const row of batch) build.addRow(row);
}
