import { DatasetError, isBedrockBatchError, quote } from '../../core/index.ts';
import { type Dataset, openHome, sha256 } from '../../dataset/index.ts';
import type { Home } from '../../io/index.ts';
import { PLAN_PATH } from '../shelf/piece-names.ts';
import { type PartitionPlan, planSchema } from './partition-plan.ts';

/** What stands where a plan is looked for: the plan, or the dataset that it has become. */
export type FoundPlan =
  | {
      readonly kind: 'plan';
      readonly plan: PartitionPlan;
      /** Tells it from other plans: twelve digits in hex. */
      readonly id: string;
    }
  | { readonly kind: 'sealed'; readonly dataset: Dataset };

const ID_DIGITS = 12;

/**
 * Opens a plan, or tells that it was sealed.
 *
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is neither a plan nor a dataset, `DATASET_MANIFEST` where it cannot be read.
 */
export async function openPlan(home: Home): Promise<FoundPlan> {
  const found = await findPlan(home);
  if (found !== undefined) return found;
  const { address } = home;
  throw new DatasetError('DATASET_NOT_FOUND', `There is no plan in ${quote(address, 200)}`, {
    path: address,
    hint: 'Name what bedrock-batch plan was given with --out, or plan first',
  });
}

/** Finds a plan; undefined where there is neither one nor what became of one. */
export async function findPlan(home: Home): Promise<FoundPlan | undefined> {
  const dataset = await sealedDataset(home);
  if (dataset !== undefined) return { kind: 'sealed', dataset };
  const text = await home.readText(PLAN_PATH);
  if (text === undefined) return undefined;
  return {
    kind: 'plan',
    plan: parsePlan(text, home.address),
    id: sha256(text).slice(0, ID_DIGITS),
  };
}

/** Opens the dataset that a plan has become; undefined where it has not. */
async function sealedDataset(home: Home): Promise<Dataset | undefined> {
  try {
    return await openHome(home);
  } catch (error) {
    if (isBedrockBatchError(error) && error.code === 'DATASET_NOT_FOUND') return undefined;
    throw error;
  }
}

function parsePlan(text: string, where: string): PartitionPlan {
  try {
    const plan = planSchema().parse(JSON.parse(text)) as PartitionPlan;
    return Object.freeze(plan);
  } catch (cause) {
    throw new DatasetError(
      'DATASET_MANIFEST',
      `The plan in ${quote(where)} cannot be read as version 1`,
      {
        path: where,
        cause,
        hint: 'Remove it with bedrock-batch plan --clean, and plan again with this version',
      },
    );
  }
}
