import type { Day } from '../../../core/index.ts';
import type { ClaudeTakes, InputCeiling, ModelFamily, ModelRow } from '../../../models/index.ts';

/** The row of a model, and for Claude what its bodies may ask for. */
export interface KnownModel extends ModelRow {
  readonly asks?: ClaudeTakes | undefined;
}

/** What is known, of all models or of one. */
export interface ModelKnowledge {
  readonly families: readonly ModelFamily[];
  readonly models: readonly KnownModel[];
  /** Of one model that is not in the table: the older one whose modalities it is shown with. */
  readonly borrowedFrom?: string | undefined;
  /** Of one model: the older one whose most tokens of an answer it is shown with. */
  readonly tokensFrom?: string | undefined;
  /** Of one model whose id no list has: the one that was probably meant. */
  readonly nearest?: string | undefined;
  readonly inputCeilings: readonly InputCeiling[];
}

/** What is known of all models. */
export async function allKnown(): Promise<ModelKnowledge> {
  const known = await import('../../../models/index.ts');
  const { families, modelTable, inputCeilings } = known;
  const models = modelTable.map((row) => ({ ...row, asks: known.takesOf(row.id) }));
  return { families, models, inputCeilings };
}

/** What is known of one model: of its id, an inference profile or an ARN. */
export async function knownOf(model: string, asOf: Day): Promise<ModelKnowledge> {
  const known = await import('../../../models/index.ts');
  const id = known.foundationModelOf(model);
  const { nearestModel } = await import('../../../models/lean.ts');
  const { row, borrowedFrom, tokensFrom } =
    (id === undefined ? undefined : known.modelRowOf(id)) ?? {};
  const isOwn = ({ name }: ModelFamily) =>
    name === row?.family || (name === 'converse' && row?.converse === true);
  const families = known.families.filter(isOwn);
  const names = families.map(({ name }) => name);
  const ofFamilies = known.inputCeilings.filter(({ family }) => names.includes(family));
  const inputCeilings = row === undefined ? ofFamilies : ceilingsOf(row, ofFamilies);
  return {
    families,
    models: row === undefined ? [] : [{ ...row, asks: known.takesOf(id ?? row.id) }],
    borrowedFrom,
    tokensFrom,
    nearest: nearestModel(model, asOf),
    inputCeilings,
  };
}

/** Of the ceilings of its families those of the model: none of images that it does not take, and of Claude by Converse its own. */
function ceilingsOf(
  { family, modalities }: ModelRow,
  ceilings: readonly InputCeiling[],
): readonly InputCeiling[] {
  const ofImages = ceilings.filter((ceiling) => ceiling.of.includes('image'));
  const others = ceilings.filter((ceiling) => !ofImages.includes(ceiling));
  if (modalities !== undefined && !modalities.takes.includes('image')) return others;
  if (family !== 'claude-messages') return ceilings;
  const own = ofImages.filter((ceiling) => ceiling.family === family);
  return [
    ...own,
    ...own.map((ceiling) => ({ ...ceiling, family: 'converse' as const })),
    ...others,
  ];
}
