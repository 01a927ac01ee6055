import { explainModelInput } from '../../models/index.ts';
import { type ModelCheck, withFamily } from '../model/model-check.ts';
import type { NamedModel } from '../model/model-choice.ts';
import type { ExplainModelInput } from './record-validator.ts';

/** Makes what explains model inputs of the model that was checked; undefined where its family is not known. */
export function explainerOf(check: ModelCheck): ExplainModelInput | undefined {
  const { family, foundationModel, modelId } = check;
  if (family === undefined) return undefined;
  const context = { modelId: foundationModel ?? modelId };
  return (modelInput) => explainModelInput(family, modelInput, context);
}

/** Makes it for a model whose family is known by name. */
export function explainerOfNamed(model: NamedModel): ExplainModelInput | undefined {
  return explainerOf(withFamily(model));
}
