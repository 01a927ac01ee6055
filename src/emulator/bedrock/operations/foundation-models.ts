import type { Day } from '../../../core/index.ts';
import { endOfLife, listedIds, modelRowOf } from '../../../models/emulated.ts';

/** A foundation model as the emulated ListFoundationModels shows it. */
export interface EmulatedModel {
  /** Bare id. */
  readonly modelId: string;
  readonly providerName: string;
  /** `ACTIVE`, or `LEGACY` once its end is fixed. */
  readonly status: 'ACTIVE' | 'LEGACY';
  /** Last day on which it is served, `YYYY-MM-DD`; shown as the beginning of that day in UTC. */
  readonly endOfLife?: Day | undefined;
  /** `ON_DEMAND`, or `INFERENCE_PROFILE` where it is called through profiles only. */
  readonly inferenceTypes: readonly string[];
}

/** A request, decoded. */
export interface ModelListRequest {
  readonly byProvider?: string | undefined;
  readonly byInferenceType?: string | undefined;
}

const PROVIDERS: Readonly<Record<string, string>> = {
  ai21: 'AI21 Labs',
  deepseek: 'DeepSeek',
  minimax: 'MiniMax',
  mistral: 'Mistral AI',
  moonshot: 'Moonshot AI',
  moonshotai: 'Moonshot AI',
  nvidia: 'NVIDIA',
  openai: 'OpenAI',
  zai: 'Z.AI',
};

/** Lists every model whose whole id is known and that is served on a day. */
export function knownFoundationModels(asOf: Day): readonly EmulatedModel[] {
  return listedIds
    .filter((foundationModel) => endOfLife({ foundationModel, asOf })?.kind !== 'ended')
    .map(emulatedModel);
}

function emulatedModel(modelId: string): EmulatedModel {
  const row = modelRowOf(modelId)?.row;
  const endOfLifeDay = row?.lifecycle?.lastDay;
  const byProfile = row?.regions?.single?.length === 0;
  return {
    modelId,
    providerName: providerOf(modelId),
    status: endOfLifeDay === undefined ? 'ACTIVE' : 'LEGACY',
    endOfLife: endOfLifeDay,
    inferenceTypes: [byProfile ? 'INFERENCE_PROFILE' : 'ON_DEMAND'],
  };
}

function providerOf(modelId: string): string {
  const [name = ''] = modelId.split('.');
  return PROVIDERS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Answers ListFoundationModels. What the models take and give is not known here: no other filter leaves one out. */
export function listFoundationModels(
  models: readonly EmulatedModel[],
  { byProvider, byInferenceType }: ModelListRequest,
  region: string,
): Readonly<Record<string, unknown>> {
  const wanted = models.filter(
    ({ providerName, inferenceTypes }) =>
      (byProvider === undefined || providerName === byProvider) &&
      (byInferenceType === undefined || inferenceTypes.includes(byInferenceType)),
  );
  return { modelSummaries: wanted.map((model) => describe(model, region)) };
}

function describe(model: EmulatedModel, region: string): Readonly<Record<string, unknown>> {
  const { modelId, providerName, status, endOfLife: lastDay, inferenceTypes } = model;
  return {
    modelArn: `arn:aws:bedrock:${region}::foundation-model/${modelId}`,
    modelId,
    providerName,
    inferenceTypesSupported: inferenceTypes,
    modelLifecycle: {
      status,
      endOfLifeTime: lastDay === undefined ? undefined : new Date(lastDay),
    },
  };
}
