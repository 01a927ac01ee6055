import { familyNamed, type ModelFamily } from '../../models/index.ts';
import { type ModelChoice, type NamedModel, nameModel } from './model-choice.ts';

/** What a model choice means for validation. */
export interface ModelCheck extends Omit<NamedModel, 'family'> {
  /** Absent where no schema is known: records are then checked in general only. */
  readonly family?: ModelFamily | undefined;
}

/** Finds the family and the quotas' model of a choice, and says what is wrong with the choice. */
export function checkModel(choice: ModelChoice): ModelCheck {
  return withFamily(nameModel(choice));
}

/** Gives the family in place of its name. */
export function withFamily({ family, ...model }: NamedModel): ModelCheck {
  return family === undefined ? model : { ...model, family: familyNamed(family) };
}
