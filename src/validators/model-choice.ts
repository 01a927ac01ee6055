import { type Diagnostic, diagnose, type InvocationType } from '../core/index.ts';
import { type FamilyName, profileFitsRegion, resolveName } from '../models/lean.ts';

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
        diagnostics: profileDiagnostics(choice, resolution.profile),
      };
    case 'unknown': {
      const args = { model: modelId, reason: resolution.reason };
      return {
        ...resolution,
        modelId,
        diagnostics: [diagnose('MODEL_UNKNOWN', { location, args })],
      };
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

function profileDiagnostics(
  { model, region }: ModelChoice,
  prefix: string | undefined,
): readonly Diagnostic[] {
  if (prefix === undefined || region === undefined || profileFitsRegion(prefix, region)) return [];
  const args = { model, prefix, region };
  return [diagnose('MODEL_PROFILE_REGION', { location: { source: model }, args })];
}
