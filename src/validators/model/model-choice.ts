import {
  type Day,
  type Diagnostic,
  dayOf,
  diagnose,
  type InvocationType,
} from '../../core/index.ts';
import {
  batchDoubtOf,
  type FamilyName,
  foundationModelOf,
  modelRowOf,
  type NamedResolution,
  resolveName,
} from '../../models/lean.ts';
import { endDiagnostics } from './model-end-check.ts';
import { idDiagnostics, likelyId } from './model-id-check.ts';
import { placeDiagnostics } from './model-place-check.ts';

/** Which model records are for. */
export interface ModelChoice {
  /** Model id, inference-profile id or ARN, as the API takes it. */
  readonly model: string;
  /** Foundation model behind an opaque id, such as that of an application inference profile. */
  readonly baseModel?: string | undefined;
  /** Default `InvokeModel`. */
  readonly invocationType?: InvocationType | undefined;
  /** Region of the job, to compare with the prefix of an inference profile and the region of an ARN. */
  readonly region?: string | undefined;
  /** Day of the job, `YYYY-MM-DD` in UTC: models that AWS ended before are errors. Default: today. */
  readonly asOf?: Date | Day | undefined;
}

/** What a model choice means for validation, as far as it is known without a schema. */
export interface NamedModel {
  /** Absent where no schema is known: records are then checked in general only. */
  readonly family?: FamilyName | undefined;
  /** Foundation model whose quotas apply; absent where it is not known. */
  readonly foundationModel?: string | undefined;
  readonly custom: boolean;
  readonly modelId: string;
  /** What is wrong with the choice, each thing once. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the family's name and the quotas' model of a choice, and says what is wrong with the choice. Loads no schema. */
export function nameModel(choice: ModelChoice): NamedModel {
  const { model: modelId, baseModel, invocationType } = choice;
  const dated = { ...choice, asOf: dayOf(choice.asOf) };
  const resolution = resolveName(modelId, { baseModel, invocationType });
  switch (resolution.kind) {
    case 'known':
      return { ...resolution, modelId, diagnostics: doubtsOf(dated, resolution, doubtedId) };
    case 'unknown':
      return { ...resolution, modelId, diagnostics: doubtsOf(dated, resolution, unknownModel) };
    case 'not-batchable': {
      const args = { model: modelId, reason: resolution.reason };
      return refused(modelId, diagnose('MODEL_NOT_BATCHABLE', { location: at(dated), args }));
    }
    case 'no-such-form': {
      const { family, foundationModel, profile, invocationType: type } = resolution;
      const args = { family, invocationType: type };
      // with the right type too they would be wrong
      return refused(
        modelId,
        diagnose('MODEL_INVOCATION_TYPE', { location: at(dated), args }),
        ...endDiagnostics({ ...dated, foundationModel, profile }),
        ...batchDiagnostics(dated, foundationModel),
        ...placeDiagnostics({ ...dated, foundationModel, custom: false }),
      );
    }
  }
}

type Dated = ModelChoice & { readonly asOf: Day };
type Resolved<Kind> = Extract<NamedResolution, { readonly kind: Kind }>;

/** That the model is at its end, what is wrong with its id, and what speaks against its place. */
function doubtsOf<Resolution extends Resolved<'known' | 'unknown'>>(
  choice: Dated,
  resolution: Resolution,
  ofId: (choice: Dated, resolution: Resolution) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return [
    ...endDiagnostics({ ...choice, ...resolution }),
    ...ofId(choice, resolution),
    ...placeDiagnostics({ ...choice, ...resolution }),
  ];
}

/** A custom model's ARN was given by AWS, base model and all: nobody types it from memory. */
function doubtedId(choice: Dated, resolution: Resolved<'known'>): readonly Diagnostic[] {
  const { foundationModel, family, custom } = resolution;
  if (foundationModel === undefined || custom) return [];
  const { model, baseModel, asOf } = choice;
  const isOwn = foundationModelOf(model) === foundationModel;
  const id = isOwn ? model : (baseModel ?? model);
  return [
    ...idDiagnostics({ id, foundationModel, family, asOf }),
    ...batchDiagnostics(choice, foundationModel),
  ];
}

/** Says that AWS does not list the model for batch inference, and what else is known: its records are checked all the same. */
function batchDiagnostics(choice: Dated, foundationModel: string | undefined) {
  const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
  const reason = found === undefined ? undefined : batchDoubtOf(found.row);
  if (reason === undefined) return [];
  const args = { model: choice.model, reason };
  return [diagnose('MODEL_BATCH_UNLIKELY', { location: at(choice), args })];
}

function unknownModel(choice: Dated, { reason, foundationModel }: Resolved<'unknown'>) {
  const { model, baseModel, asOf } = choice;
  const args = { model, reason };
  const doubt = batchDiagnostics(choice, foundationModel);
  // of a model that is not likely to batch the missing schema is no news
  if (doubt.length > 0) return doubt;
  // of two ids the base model's is the one that was looked up
  const likely = likelyId(baseModel ?? model, asOf);
  return [diagnose('MODEL_UNKNOWN', { location: at(choice), args: { ...args, ...likely } })];
}

function refused(modelId: string, ...diagnostics: readonly Diagnostic[]): NamedModel {
  return { modelId, custom: false, diagnostics };
}

function at({ model }: ModelChoice): { readonly source: string } {
  return { source: model };
}
