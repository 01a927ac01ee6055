import type { InvocationType } from '../../../core/index.ts';
import { families, type ModelFamily, resolveModel } from '../../../models/index.ts';

/** What the emulator knows of a model. */
export interface ModelFacts {
  /** Undefined where its bodies are not known; they are then all taken. */
  readonly family: ModelFamily | undefined;
  readonly foundationModel: string | undefined;
  /** Whether it is a custom model, which has quotas of its own. */
  readonly isCustom: boolean;
  /** False where batch inference is known not to be there for it. */
  readonly isBatchable: boolean;
  /** False where it is known to have no form for the invocation type. */
  readonly hasForm: boolean;
}

/** Tells what is known of a model. */
export function modelFactsOf(modelId: string, invocationType: InvocationType): ModelFacts {
  const model = resolveModel(modelId, { invocationType });
  return {
    family: model.kind === 'known' ? model.family : undefined,
    foundationModel: 'foundationModel' in model ? model.foundationModel : undefined,
    isCustom: 'custom' in model && model.custom,
    isBatchable: model.kind !== 'not-batchable',
    hasForm: model.kind !== 'no-such-form',
  };
}

/** Guesses the family a body was made for, where the model's id does not tell. */
export function guessFamily(
  modelInput: Readonly<Record<string, unknown>>,
  invocationType: InvocationType,
): ModelFamily | undefined {
  const candidates = families.filter((family) => family.invocationType === invocationType);
  return (
    candidates.find(({ marks }) => marks.some((mark) => Object.hasOwn(modelInput, mark))) ??
    candidates.find(({ schema }) => schema.validate(modelInput))
  );
}
