import { quote, shorten } from '../../../core/index.ts';
import type { Outcome, OutcomeGroup, OutcomeSummary } from '../../../results/index.ts';
import { type Cell, formatTable } from '../../terminal/table.ts';
import type { ComparedCost } from '../estimate/cost-of-run.ts';
import { costTables, paidLine } from '../estimate/paid-text.ts';

/** What is told of outcomes. */
interface Told {
  readonly summary: OutcomeSummary;
  readonly cost: ComparedCost;
}

/** Writes what outcomes come to as tables, and what they have cost; the first outcomes last. */
export function summaryText({ summary, cost }: Told, width: number | undefined): string {
  const { statuses, finishReasons, errors, first } = summary;
  const groups: readonly (readonly [string, readonly OutcomeGroup[]])[] = [
    ['status', statuses],
    ['finish reason', finishReasons],
    ['error', errors],
  ];
  const tables = groups
    .filter(([, { length }]) => length > 0)
    .map(([name, all]) => formatTable([name, 'outcomes', 'for example'], rowsOf(all), width));
  const shown = first.length === 0 ? [] : [firstTable(first, width)];
  const paid = [`Cost: ${paidLine(cost)}`, ...costTables(cost, width)];
  return [...tables, ...paid, ...shown].join('\n\n');
}

/** A line for each example, the first one beside its group. */
function rowsOf(groups: readonly OutcomeGroup[]): readonly (readonly Cell[])[] {
  return groups.flatMap(({ value, count, examples }) =>
    examples.map(({ recordId, excerpt }, index) => [
      ...(index === 0 ? [shorten(value, 60), count] : ['', '']),
      excerpt === '' ? quote(recordId, 40) : `${quote(recordId, 40)}: ${excerpt}`,
    ]),
  );
}

const CELL_UNITS = 60;

function firstTable(outcomes: readonly Outcome[], width: number | undefined): string {
  const rows = outcomes.map(({ recordId, status, finishReason, error, reason, text }) => [
    shorten(recordId, CELL_UNITS),
    status,
    finishReason ?? error?.code ?? reason,
    shorten(
      (text ?? error?.message ?? '').slice(0, 4 * CELL_UNITS).replaceAll(/\s+/g, ' '),
      CELL_UNITS,
    ),
  ]);
  return formatTable(['recordId', 'status', 'why', 'text'], rows, width);
}
