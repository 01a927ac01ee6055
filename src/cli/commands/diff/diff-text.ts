import { countOf, formatCount, quote, shorten } from '../../../core/index.ts';
import type { DiffGroup, DiffSummary, Outcome, OutcomeChange } from '../../../results/index.ts';
import { type Cell, formatTable } from '../../terminal/table.ts';
import type { ComparedCost } from '../estimate/cost-of-run.ts';
import { paidCells } from '../estimate/paid-text.ts';

/** One of the two runs, as it is shown. */
export interface ShownRun {
  readonly name: string;
  readonly cost: ComparedCost;
}

/** What is told of two runs. */
export interface DiffTold {
  readonly a: ShownRun;
  readonly b: ShownRun;
  readonly summary: DiffSummary;
}

const WORDS: Readonly<Record<OutcomeChange, string>> = {
  same: 'the same',
  different: 'different',
  status: 'other status',
  'only-a': 'only in A',
  'only-b': 'only in B',
};

const CELL_UNITS = 60;

/** Writes what two runs come to side by side as tables, and the examples. */
export function diffText({ a, b, summary }: DiffTold, width: number | undefined): string {
  const { records, changes, statuses, finishReasons, examples } = summary;
  const counts = Object.entries(changes) as [OutcomeChange, number][];
  const tables = [
    formatTable(
      ['run', '', 'model', 'tokens in', 'tokens out', 'cost'],
      [runRow('A', a), runRow('B', b)],
      width,
    ),
    formatTable(
      ['records', '', 'share'],
      counts.map(([change, count]) => [WORDS[change], formatCount(count), shareOf(count, records)]),
      width,
    ),
    ...groupTables('status', statuses, width),
    ...groupTables('finish reason', finishReasons, width),
  ];
  if (examples.length === 0) return tables.join('\n\n');
  const rows = examples.map(({ recordId, change, a: left, b: right }) => [
    ...[quote(recordId, 40).slice(1, -1), WORDS[change], shownOf(left), shownOf(right)],
  ]);
  return [...tables, formatTable(['recordId', 'is', 'A', 'B'], rows, width)].join('\n\n');
}

/** Writes what two runs come to in one line. */
export function sumText({ records, changes }: DiffSummary): string {
  const counts = Object.entries(changes) as [OutcomeChange, number][];
  const found = counts.filter(([, count]) => count > 0);
  const texts = found.map(([change, count]) => `${formatCount(count)} ${WORDS[change]}`);
  return [`${countOf(records, 'record')}`, ...texts].join(', ');
}

function runRow(letter: string, { name, cost }: ShownRun): readonly Cell[] {
  const models = cost.models.map(({ model }) => model).join(', ');
  return [letter, shorten(name, CELL_UNITS), shorten(models, CELL_UNITS), ...paidCells(cost)];
}

function groupTables(
  what: string,
  groups: readonly DiffGroup[],
  width: number | undefined,
): readonly string[] {
  if (groups.length === 0) return [];
  const rows = groups.map(({ a, b, records }) => [a, b, formatCount(records)]);
  return [formatTable([`${what} in A`, 'in B', 'records'], rows, width)];
}

function shareOf(count: number, records: number): string {
  return records === 0 ? '' : `${((100 * count) / records).toFixed(1)}%`;
}

/** The beginning of an answer, or why there is none. */
function shownOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '';
  const { status, text, error, reason, finishReason } = outcome;
  if (status !== 'succeeded')
    return shorten(`${status} (${error?.code ?? reason ?? 'no line'})`, CELL_UNITS);
  const beginning = (text ?? `no text (${finishReason ?? 'output'})`).slice(0, 4 * CELL_UNITS);
  return shorten(beginning.replaceAll(/\s+/g, ' ').trim(), CELL_UNITS);
}
