import type {
  BatchRegions,
  InputCeiling,
  KnownModel,
  LifecycleRow,
  ModelFamily,
  TokenCeiling,
} from '../../../models/index.ts';

/** What is known of the models whose ids begin alike, and of the ends of those that have one. */
export type ModelRow = KnownModel & { readonly lifecycle: readonly LifecycleRow[] };

/** What is known, of all models or of one. */
export interface ModelKnowledge {
  readonly families: readonly ModelFamily[];
  readonly models: readonly ModelRow[];
  readonly lifecycle: readonly LifecycleRow[];
  readonly regions: readonly BatchRegions[];
  readonly tokenCeilings: readonly TokenCeiling[];
  readonly inputCeilings: readonly InputCeiling[];
}

/** What is known of all models. */
export async function allKnown(): Promise<ModelKnowledge> {
  const known = await import('../../../models/index.ts');
  const { families, knownModels, lifecycle, batchRegions, tokenCeilings, inputCeilings } = known;
  const models = knownModels.map((row) => ({ ...row, lifecycle: endsOf(row, known) }));
  return { families, models, lifecycle, regions: batchRegions, tokenCeilings, inputCeilings };
}

function endsOf(
  row: KnownModel,
  { lifecycle, knowledgeOf }: typeof import('../../../models/index.ts'),
): readonly LifecycleRow[] {
  return lifecycle.filter(({ id }) => knowledgeOf(id) === row);
}

/** What is known of one model: of its id, an inference profile or an ARN. */
export async function knownOf(model: string): Promise<ModelKnowledge> {
  const known = await import('../../../models/index.ts');
  const id = known.foundationModelOf(model);
  const row = id === undefined ? undefined : known.knowledgeOf(id);
  const isOwn = ({ name }: ModelFamily) =>
    name === row?.family || (name === 'converse' && row?.converse === true);
  const families = known.families.filter(isOwn);
  const names = families.map(({ name }) => name);
  const lifecycle = present(id === undefined ? undefined : known.lifecycleOf(id));
  return {
    families,
    models: row === undefined ? [] : [{ ...row, lifecycle }],
    lifecycle,
    regions: present(id === undefined ? undefined : known.batchRegionsOf(id)),
    tokenCeilings: present(id === undefined ? undefined : known.tokenCeilingOf(id)),
    inputCeilings: known.inputCeilings.filter(({ family }) => names.includes(family)),
  };
}

function present<Row>(row: Row | undefined): readonly Row[] {
  return row === undefined ? [] : [row];
}
