import { countOf, formatCount, formatDollars } from '../../../core/index.ts';
import type { ModelCost, PaidTokens } from '../../../results/index.ts';
import { type Cell, formatTable } from '../../terminal/table.ts';
import type { ComparedCost } from './cost-of-run.ts';
import { pricesText } from './estimate-text.ts';

/** Writes what a run has cost in one line, beside its estimate. */
export function paidLine(cost: ComparedCost): string {
  const { isLocal, models, estimate } = cost;
  const paid =
    cost.cost === undefined
      ? unknownText(cost)
      : `${isLocal ? 'would be ' : ''}${rangeText(cost.cost)}`;
  const [only] = models;
  const price =
    models.length === 1 && only !== undefined && only.price.kind !== 'unknown'
      ? [`by the tokens of the outputs and ${pricesText(only.price)}`]
      : ['by the tokens of the outputs'];
  const estimated = estimate?.cost;
  const most = estimated?.most === undefined ? '' : ` to $${formatDollars(estimated.most)}`;
  const before =
    estimated === undefined ? [] : [`estimated $${formatDollars(estimated.input.low)}${most}`];
  const known = cost.cost === undefined ? [] : [...price, ...cacheText(cost)];
  return [paid, ...known, ...before].join('; ');
}

/** Says that tokens of a cache are not in a cost; nothing where there are none. */
export function cacheText({ cacheTokens = 0 }: PaidTokens): readonly string[] {
  if (cacheTokens === 0) return [];
  return [`without ${countOf(cacheTokens, 'token')} of a cache, whose price was not read`];
}

function unknownText({ models, rounds }: ComparedCost): string {
  const [reason] = models.flatMap(({ price }) => (price.kind === 'unknown' ? [price.reason] : []));
  if (reason !== undefined) return `not known, ${reason}; --price-in and --price-out say it`;
  const asked = rounds.some((round) => round.asked === 'on-demand');
  return asked ? 'not known, for no price of asking on demand was read' : 'not known';
}

function rangeText({ low, high }: NonNullable<PaidTokens['cost']>): string {
  const [from, to] = [formatDollars(low), formatDollars(high)];
  return from === to ? `$${from}` : `$${from} to $${to}`;
}

/** Writes the parts of the cost as tables, where there are several. */
export function costTables(cost: ComparedCost, width: number | undefined): readonly string[] {
  const { jobs, models, tags, rounds } = cost;
  const tables: readonly (readonly [string, readonly (readonly Cell[])[]])[] = [
    ['job', jobs.map((job) => [job.folder, ...paidCells(job)])],
    ['model', models.map((of: ModelCost) => [of.model, ...paidCells(of)])],
    ['round', rounds.map((of) => [of.round, ...paidCells(of)])],
  ];
  const ofTags = tags.map((of) => [`${of.key}=${of.value}`, ...paidCells(of)]);
  const several = tables.filter(([name, { length }]) => length > (name === 'round' ? 0 : 1));
  const shown = [...several, ...(ofTags.length === 0 ? [] : [['tag', ofTags] as const])];
  return shown.map(([name, rows]) =>
    formatTable([name, 'tokens in', 'tokens out', 'cost'], rows, width),
  );
}

/** Tokens in and out, and what they cost, as cells of a table. */
export function paidCells({ inputTokens, outputTokens, cost }: PaidTokens): readonly Cell[] {
  const paid = cost === undefined ? 'not known' : rangeText(cost);
  return [formatCount(inputTokens), formatCount(outputTokens), paid];
}
