import type { BedrockClient, FoundationModelSummary } from '@aws-sdk/client-bedrock';
import { type Day, dayOf } from '../../core/index.ts';
import {
  type ComparedModel,
  compareListed,
  type ListedModel,
  unlistedIn,
} from '../../models/index.ts';
import { fetchModels } from '../bedrock/bedrock-calls.ts';
import { destinationOf, withBedrock } from '../bedrock/bedrock-client.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { textOf, textsOf } from '../job/job-details.ts';

/** Options of {@link readLiveModels}. */
export interface LiveModelsOptions extends BedrockOptions {
  /** Day that models are judged by, `YYYY-MM-DD` in UTC. Default: today. */
  readonly asOf?: Date | Day | undefined;
}

/** The foundation models of one account and region, compared with the tables of this version. */
export interface LiveModels {
  readonly region: string;
  readonly asOf: Day;
  /** In the order of their ids. */
  readonly models: readonly ComparedModel[];
  /** Ids that the tables have as served, and that are not offered in the region. */
  readonly missing: readonly string[];
}

/**
 * Asks AWS which foundation models a region has, and says where the tables of this version differ: ends of life, ids, and whether a
 * model is called on demand or through inference profiles.
 *
 * The list does not tell which models batch. Memory: a few hundred bytes per model, of which there are hundreds.
 * Source: ListFoundationModels, `modelLifecycle` and `inferenceTypesSupported`.
 *
 * @param options Client, or region, profile and endpoint of one.
 * @returns Every model of the list.
 * @throws {InvalidOptionError} `INVALID_OPTION` where no region is set.
 * @throws {JobError} `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`, `JOB_THROTTLED` and `JOB_REQUEST`.
 *
 * @example What a region has
 * ```ts
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { readLiveModels } from 'bedrock-batch/jobs';
 *
 * await using emulator = await createEmulator({ asOf: '2026-11-28' });
 * const bedrock = new BedrockClient(emulator.clientConfig);
 *
 * const { models } = await readLiveModels({ bedrock, asOf: '2026-11-28' });
 * const lite = models.find(({ modelId }) => modelId === 'amazon.nova-lite-v1:0');
 * console.assert(lite?.status === 'ACTIVE' && lite.differences.length === 0);
 * ```
 */
export async function readLiveModels(options: LiveModelsOptions = {}): Promise<LiveModels> {
  const asOf = dayOf(options.asOf);
  return withBedrock(options, async (bedrock) => {
    const place = { region: await regionOf(bedrock), asOf };
    const summaries = await fetchModels({ bedrock, signal: options.signal });
    const listed = summaries.flatMap(listedModel);
    const models = listed.map((model) => compareListed(model, place));
    models.sort((a, b) => (a.modelId < b.modelId ? -1 : 1));
    return { ...place, models, missing: unlistedIn(listed, place) };
  });
}

async function regionOf(bedrock: BedrockClient): Promise<string> {
  return (await destinationOf(bedrock)).region;
}

/** A model of which no id is told is none; a member of another type than the API's is left out. */
function listedModel(told: FoundationModelSummary | null): readonly ListedModel[] {
  const { modelId, modelLifecycle, inferenceTypesSupported } = told ?? {};
  if (typeof modelId !== 'string') return [];
  const { status, legacyTime, endOfLifeTime } = modelLifecycle ?? {};
  const legacyFrom = legacyTime === undefined ? undefined : dayOf(legacyTime);
  const endOfLife = endOfLifeTime === undefined ? undefined : dayOf(endOfLifeTime);
  return [
    {
      modelId,
      status: textOf(status),
      legacyFrom,
      endOfLife,
      inferenceTypes: textsOf(inferenceTypesSupported),
    },
  ];
}
