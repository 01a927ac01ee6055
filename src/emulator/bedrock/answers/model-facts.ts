import type { InvocationType } from '../../../core/index.ts';
import { type FamilyName, modelRowOf, parseModelId } from '../../../models/emulated.ts';

/** What the emulator knows of a model. */
export interface ModelFacts {
  /** Which family it answers as; undefined where that is not known. */
  readonly family: FamilyName | undefined;
  readonly foundationModel: string | undefined;
  /** What kind of id it is called by. */
  readonly kind: ReturnType<typeof parseModelId>['kind'];
  /** Whether it is a custom model, which has quotas of its own. */
  readonly isCustom: boolean;
  /** False where batch inference is known not to be there for it. */
  readonly isBatchable: boolean;
  /** False where it is known to have no form for the invocation type. */
  readonly hasForm: boolean;
}

/** Tells what is known of a model. */
export function modelFactsOf(modelId: string, invocationType: InvocationType): ModelFacts {
  const parsed = parseModelId(modelId);
  const foundationModel = 'foundationModel' in parsed ? parsed.foundationModel : undefined;
  const known = foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row;
  const isConverse = invocationType === 'Converse';
  return {
    family: isConverse ? 'converse' : known?.family,
    foundationModel,
    kind: parsed.kind,
    isCustom: parsed.kind === 'custom-model',
    isBatchable: parsed.kind !== 'not-batchable' && known?.batch.verdict !== 'no',
    hasForm: !isConverse || known?.converse !== false,
  };
}
