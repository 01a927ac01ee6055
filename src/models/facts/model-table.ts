import { isModel } from '../../quotas/index.ts';
import { rememberLast } from '../ids/remember-last.ts';
import { lineOf, type ModelLine, nearestOlder } from './model-line.ts';
import type { ModelRow } from './model-row.ts';
import { amazonRows } from './rows/amazon.ts';
import { anthropicRows } from './rows/anthropic.ts';
import { NOT_SEEN } from './rows/evidence.ts';
import { metaRows } from './rows/meta.ts';
import { mistralRows } from './rows/mistral.ts';
import { openWeightRows } from './rows/open-weights.ts';
import { otherRows } from './rows/others.ts';

/**
 * What is known of models, each fact with source and date: batch inference, regions, end, form of the model input, ceilings,
 * price. One row for each model, and rows for what is known of several whose ids begin alike.
 *
 * AWS has no API that tells which models batch; the answer of CreateModelInvocationJob is the only sure one.
 *
 * @example Models that were seen to batch
 * ```ts
 * import { modelTable } from 'bedrock-batch';
 *
 * const batching = modelTable.filter(({ batch }) => batch.verdict === 'yes');
 * console.assert(batching.some(({ id }) => id === 'amazon.nova-pro-v1:0'));
 * ```
 */
export const modelTable: readonly ModelRow[] = [
  ...anthropicRows,
  ...amazonRows,
  ...metaRows,
  ...mistralRows,
  ...openWeightRows,
  ...otherRows,
];

/** What is known of a model. */
export interface FoundRow {
  readonly row: ModelRow;
  /** The older model whose modalities the row has, because nothing is known of this one's own. */
  readonly borrowedFrom?: string | undefined;
  /** The older model whose most tokens of an answer the row has; it may be older still, where of that one none are known. */
  readonly tokensFrom?: string | undefined;
}

/**
 * Looks a foundation model up in {@link modelTable}.
 *
 * Of a model that is not in the table, ceilings and what it takes are those of the nearest older one of its line; its batch inference,
 * regions, price and end are not.
 *
 * @param foundationModel Bare id, without profile prefix.
 * @returns Its row, and from which model it has borrowed; undefined where nothing is known.
 *
 * @example A later model is not taken for an earlier one
 * ```ts
 * import { modelRowOf } from 'bedrock-batch';
 *
 * console.assert(modelRowOf('anthropic.claude-opus-5')?.row.batch.verdict === 'yes');
 * console.assert(modelRowOf('anthropic.claude-opus-5-5')?.row.batch.verdict === 'unlisted');
 * console.assert(modelRowOf('anthropic.claude-opus-5-7')?.borrowedFrom === 'anthropic.claude-opus-5-5');
 * ```
 */
export function modelRowOf(foundationModel: string): FoundRow | undefined {
  return remembered(foundationModel);
}

/** The row of a model by its bare id; undefined where the id or the model is not known. */
export function rowOf(foundationModel: string | undefined): ModelRow | undefined {
  return foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row;
}

const remembered = rememberLast(findRow);

const wholeRows = modelTable.filter(({ whole }) => whole);
const rowsOfSeveral = modelTable.filter(({ whole }) => !whole);

/** A row, and which of its line its model is. */
export interface RowOfLine extends ModelLine {
  readonly row: ModelRow;
}

let lines: readonly RowOfLine[] | undefined;

/** The rows of single models that are of some line; read when they are first asked for, which most models never do. */
export function modelLines(): readonly RowOfLine[] {
  lines ??= wholeRows.flatMap((row) => {
    const line = lineOf(row.id);
    return line === undefined ? [] : [{ ...line, row }];
  });
  return lines;
}

function findRow(foundationModel: string): FoundRow | undefined {
  const own = wholeRows.find(({ id }) => isModel(foundationModel, id));
  const line = lineOf(foundationModel);
  if (own !== undefined) return withTokens({ row: own }, line);
  const general = longestBeginning(foundationModel);
  const older = line === undefined ? undefined : nearestOlder(modelLines(), line)?.row;
  if (older === undefined) return general === undefined ? undefined : { row: general };
  // what is known of all models that begin so counts more than a guess
  const row = { ...lentBy(older), ...(general ?? inTheFormOf(older)) };
  return withTokens({ row, borrowedFrom: older.id }, line);
}

/** No model is without a bound because it is new. */
function withTokens(found: FoundRow, line: ModelLine | undefined): FoundRow {
  if (found.row.outputTokens !== undefined || line === undefined) return found;
  const bounded = modelLines().filter(({ row }) => row.outputTokens !== undefined);
  const older = nearestOlder(bounded, line)?.row;
  if (older === undefined) return found;
  const row = { ...found.row, outputTokens: older.outputTokens };
  return { ...found, row, tokensFrom: older.id };
}

/** What a newer model is likely to have too. */
function lentBy({ context, needsBound, modalities, ...more }: ModelRow): Partial<ModelRow> {
  const { documents, images, reasoning, stop } = more;
  return { context, needsBound, modalities, documents, images, reasoning, stop };
}

function inTheFormOf({ id, family, shape, converse, doubt }: ModelRow): ModelRow {
  const guess = `that it takes what ${id} takes is a guess`;
  const form = { family, shape, converse, doubt: doubt ?? guess };
  return { id, whole: false, ...form, batch: NOT_SEEN };
}

function longestBeginning(foundationModel: string): ModelRow | undefined {
  return rowsOfSeveral
    .filter(({ id }) => beginsWithParts(foundationModel, id))
    .sort((a, b) => b.id.length - a.id.length)[0];
}

/** `meta.llama3-2` begins `meta.llama3-2-1b…` and not `meta.llama3-20…`; `kimi-k3` does not begin `kimi-k3.5`. */
function beginsWithParts(foundationModel: string, id: string): boolean {
  return (
    foundationModel.startsWith(id) && /^$|^[-:]|^\.(?!\d)/.test(foundationModel.slice(id.length))
  );
}
