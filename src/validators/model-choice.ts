import { type Diagnostic, diagnose, type InvocationType } from '../core/index.ts';
import {
  type FamilyName,
  knowledgeOf,
  nearestModel,
  placeDoubt,
  profileFitsRegion,
  resolveName,
} from '../models/lean.ts';

/** Which model records are for. */
export interface ModelChoice {
  /** Model id, inference-profile id or ARN, as the API takes it. */
  readonly model: string;
  /** Foundation model behind an opaque id, such as that of an application inference profile. */
  readonly baseModel?: string | undefined;
  /** Default `InvokeModel`. */
  readonly invocationType?: InvocationType | undefined;
  /** Region of the job, to compare with the prefix of an inference profile. */
  readonly region?: string | undefined;
}

/** What a model choice means for validation, as far as it is known without a schema. */
export interface NamedModel {
  /** Absent where no schema is known: records are then checked in general only. */
  readonly family?: FamilyName | undefined;
  /** Foundation model whose quotas apply; absent where it is not known. */
  readonly foundationModel?: string | undefined;
  readonly custom: boolean;
  readonly modelId: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the family's name and the quotas' model of a choice, and says what is wrong with the choice. Loads no schema. */
export function nameModel(choice: ModelChoice): NamedModel {
  const { model: modelId, baseModel, invocationType = 'InvokeModel' } = choice;
  const location = { source: modelId };
  const resolution = resolveName(modelId, { baseModel, invocationType });
  switch (resolution.kind) {
    case 'known':
      return {
        ...resolution,
        modelId,
        diagnostics: resolution.custom ? [] : placeDiagnostics(choice, resolution),
      };
    case 'unknown': {
      const args = { model: modelId, reason: resolution.reason };
      const diagnostic = isUnlikely(resolution)
        ? diagnose('MODEL_BATCH_UNLIKELY', { location, args })
        : diagnose('MODEL_UNKNOWN', { location, args: { ...args, ...likely(choice) } });
      return { ...resolution, modelId, diagnostics: [diagnostic] };
    }
    case 'not-batchable': {
      const args = { model: modelId, reason: resolution.reason };
      return {
        modelId,
        custom: false,
        diagnostics: [diagnose('MODEL_NOT_BATCHABLE', { location, args })],
      };
    }
    case 'no-such-form': {
      const args = { family: resolution.family, invocationType };
      return {
        modelId,
        custom: false,
        diagnostics: [diagnose('MODEL_INVOCATION_TYPE', { location, args })],
      };
    }
  }
}

/** The id that was probably meant; of two ids the base model's is the one that was looked up. */
function likely({ model, baseModel }: ModelChoice): { readonly nearest?: string } {
  const nearest = nearestModel(baseModel ?? model);
  return nearest === undefined ? {} : { nearest };
}

/** A model of which no batch quota was seen has no schema here either. */
function isUnlikely({ foundationModel }: Pick<NamedModel, 'foundationModel'>): boolean {
  return foundationModel !== undefined && knowledgeOf(foundationModel)?.batch === 'unlikely';
}

interface NamedPlace {
  readonly foundationModel?: string | undefined;
  readonly profile?: string | undefined;
}

function placeDiagnostics(
  choice: ModelChoice,
  { foundationModel, profile }: NamedPlace,
): readonly Diagnostic[] {
  const { model, region } = choice;
  const location = { source: model };
  if (profile !== undefined && region !== undefined && !profileFitsRegion(profile, region)) {
    const args = { model, prefix: profile, region };
    return [diagnose('MODEL_PROFILE_REGION', { location, args })];
  }
  // Of an opaque id it is not known whether it stands for the model itself or for a profile.
  if (foundationModel === undefined || isOpaque(model, foundationModel)) return [];
  const doubt = placeDoubt({ foundationModel, byProfile: profile !== undefined, region });
  if (doubt === undefined) return [];
  const { source, readOn } = doubt.row;
  if (doubt.kind === 'unlisted') {
    const args = { model, region: doubt.region, regions: doubt.regions, source, readOn };
    return [diagnose('MODEL_REGION_UNLISTED', { location, args })];
  }
  const args = { model, region: doubt.region, profiles: doubt.profiles, source, readOn };
  return [diagnose('MODEL_PROFILE_NEEDED', { location, args })];
}

function isOpaque(model: string, foundationModel: string): boolean {
  return !model.endsWith(foundationModel);
}
