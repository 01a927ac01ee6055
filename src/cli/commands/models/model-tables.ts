import type { Day } from '../../../core/index.ts';
import type { InputCeiling, ModelFamily, ModelRow } from '../../../models/index.ts';
import { type Cell, formatTable } from '../../terminal/table.ts';
import { factCells } from './model-facts.ts';
import type { ModelKnowledge } from './model-knowledge.ts';
import { endText, rangeOf, tokensText } from './row-texts.ts';

/**
 * Writes what is known as tables; those that would be empty are left out.
 *
 * Of all models each has one line; of one alone each fact has a line, with whose word it is.
 *
 * @param width Columns of the terminal; undefined where there is none.
 */
export function tablesOf(
  knowledge: ModelKnowledge,
  asOf: Day,
  width: number | undefined,
): readonly string[] {
  const { families, models, inputCeilings } = knowledge;
  const table = (heads: readonly string[], rows: readonly (readonly Cell[])[]) =>
    rows.length === 0 ? '' : formatTable(heads, rows, width);
  const [only] = models;
  const ofModels =
    models.length === 1 && only !== undefined
      ? table(FACT_HEADS, factCells(only, knowledge, asOf))
      : table(
          inWidth(MODEL_HEADS, width),
          models.map((row) => inWidth(modelCells(row, families, asOf), width)),
        );
  return [
    table(FAMILY_HEADS, families.map(familyCells)),
    ofModels,
    table(INPUT_HEADS, inputCeilings.map(inputCells)),
  ].filter((text) => text !== '');
}

const FAMILY_HEADS = ['FAMILY', 'NAME', 'INVOCATION TYPE', 'ANSWERS WITH'];

function familyCells({ title, name, invocationType, answers }: ModelFamily): readonly Cell[] {
  return [title, name, invocationType, answers];
}

const FACT_HEADS = ['FACT', 'VALUE', 'READ ON', 'SOURCE'];

const MODEL_HEADS = ['MODEL', 'MODEL INPUT', 'BATCH', 'LIFECYCLE', 'REGIONS', 'TOKENS'];

/** Of the columns of models these fit beside each other into the usual 80; below this width the others are left out. */
const FIRST_COLUMNS = 4;
const ALL_FROM = 100;

function inWidth<Any>(cells: readonly Any[], width: number | undefined): readonly Any[] {
  return width !== undefined && width < ALL_FROM ? cells.slice(0, FIRST_COLUMNS) : cells;
}

function modelCells(row: ModelRow, families: readonly ModelFamily[], asOf: Day): readonly Cell[] {
  const { family, shape, batch, regions, lifecycle, outputTokens } = row;
  const title = families.find(({ name }) => name === family)?.title;
  return [
    rangeOf(row),
    title ?? `${shape} (no schema)`,
    batch.verdict,
    lifecycle === undefined ? '' : endText(lifecycle, asOf),
    regions === undefined ? '' : countsOf(regions),
    outputTokens === undefined ? '' : tokensText(outputTokens),
  ];
}

/** How many regions run the model itself, and how many its profiles. */
function countsOf({ single, profile, complete }: NonNullable<ModelRow['regions']>): string {
  const parts = [
    single === undefined || single.length === 0 ? '' : `${single.length}`,
    profile === undefined ? '' : `${profile.length}${complete ? '' : ' or more'} by profile`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const INPUT_HEADS = ['FAMILY', 'MOST', 'OF', 'PER', 'SURE', 'READ ON', 'SOURCE'];

function inputCells(ceiling: InputCeiling): readonly Cell[] {
  const { family, most, of, per, doubt, readOn, source } = ceiling;
  return [family, most, of, per, doubt === undefined ? 'yes' : 'no', readOn, source];
}
