import type { Day } from '../../../core/index.ts';
import type {
  BatchRegions,
  InputCeiling,
  LifecycleRow,
  ModelFamily,
  TokenCeiling,
} from '../../../models/index.ts';
import { formatTable } from '../../terminal/table.ts';
import type { ModelKnowledge, ModelRow } from './model-knowledge.ts';

/**
 * Writes what is known as tables; those that would be empty are left out.
 *
 * @param width Columns of the terminal; undefined where there is none.
 */
export function tablesOf(
  knowledge: ModelKnowledge,
  asOf: Day,
  width: number | undefined,
): readonly string[] {
  const table = (heads: readonly string[], rows: readonly Cells[]) =>
    rows.length === 0 ? '' : formatTable(heads, rows, width);
  const tables = [
    table(FAMILY_HEADS, knowledge.families.map(familyCells)),
    table(
      MODEL_HEADS,
      knowledge.models.map((row) => modelCells(row, knowledge.families, asOf)),
    ),
    table(END_HEADS, knowledge.lifecycle.map(endCells)),
    table(REGION_HEADS, knowledge.regions.map(regionCells)),
    table(TOKEN_HEADS, knowledge.tokenCeilings.map(tokenCells)),
    table(INPUT_HEADS, knowledge.inputCeilings.map(inputCells)),
  ];
  return tables.filter((text) => text !== '');
}

type Cells = readonly (string | number | undefined)[];

const FAMILY_HEADS = ['FAMILY', 'NAME', 'INVOCATION TYPE', 'ANSWERS WITH'];

function familyCells({ title, name, invocationType, answers }: ModelFamily): Cells {
  return [title, name, invocationType, answers];
}

const MODEL_HEADS = [
  'MODELS THAT BEGIN WITH',
  'MODEL INPUT',
  'CONVERSE',
  'BATCH',
  'LIFECYCLE',
  'READ ON',
  'SOURCE',
];

function modelCells(row: ModelRow, families: readonly ModelFamily[], asOf: Day): Cells {
  const { family, shape, prefix, converse, batch, lifecycle, readOn, source } = row;
  const title = families.find(({ name }) => name === family)?.title;
  const input = title ?? (shape === undefined ? '' : `${shape} (no schema)`);
  const ends = [...new Set(lifecycle.map((end) => endText(end, asOf)))].join(', ');
  return [prefix, input, converse ? 'yes' : 'no', batch, ends, readOn, source];
}

function endText({ lastDay, exact }: LifecycleRow, asOf: Day): string {
  return `${asOf > lastDay ? 'ended' : 'ends'} ${exact ? '' : 'by '}${lastDay}`;
}

const END_HEADS = ['MODEL', 'LAST DAY', 'EXACT', 'INSTEAD', 'READ ON', 'SOURCE'];

function endCells({ id, whole, lastDay, exact, successor, readOn, source }: LifecycleRow): Cells {
  return [whole ? id : `${id}…`, lastDay, exact ? 'yes' : 'no', successor?.id, readOn, source];
}

const REGION_HEADS = [
  'MODELS THAT BEGIN WITH',
  'IN REGION',
  'THROUGH A PROFILE',
  'LIST',
  'READ ON',
  'SOURCE',
];

function regionCells(row: BatchRegions): Cells {
  const { prefix, inRegion, byProfile, profileOnlyIn, complete, note, readOn, source } = row;
  const profiles = byProfile?.join(' ') ?? note ?? 'not known';
  const only = profileOnlyIn === undefined ? '' : `not in ${profileOnlyIn.join(' ')}`;
  const list = complete ? 'all' : 'some';
  return [prefix, namesOf(inRegion, only), profiles, list, readOn, source];
}

function namesOf(inRegion: readonly string[] | undefined, otherwise: string): string {
  if (inRegion === undefined) return otherwise === '' ? 'not known' : otherwise;
  return inRegion.length === 0 ? 'nowhere' : inRegion.join(' ');
}

const TOKEN_HEADS = [
  'MODELS THAT BEGIN WITH',
  'MOST TOKENS OF AN ANSWER',
  'SURE',
  'READ ON',
  'SOURCE',
];

function tokenCells({ prefix, maxTokens, doubt, readOn, source }: TokenCeiling): Cells {
  return [prefix, maxTokens ?? 'not known', doubt === undefined ? 'yes' : 'no', readOn, source];
}

const INPUT_HEADS = ['FAMILY', 'MOST', 'OF', 'PER', 'SURE', 'READ ON', 'SOURCE'];

function inputCells({ family, most, of, per, doubt, readOn, source }: InputCeiling): Cells {
  return [family, most, of, per, doubt === undefined ? 'yes' : 'no', readOn, source];
}
