import { type Diagnostic, diagnose, formatPath, type PathStep } from '../../core/index.ts';
import type { TurnFlaw } from '../../models/index.ts';
import { type Row, shownNumber } from '../rows/row.ts';
import type { RenderedTemplate, UnplainColumn } from '../template/template.ts';
import { columnMissing, rowLocation } from './row-mapper.ts';

/** Says which columns of a template were null, not there, or no plain data. */
export function templateFindings(
  { empty, missing, unplain }: RenderedTemplate,
  row: Row,
): Diagnostic[] {
  const location = rowLocation(row);
  return [
    ...unplain.map((flaw) => notPlain(flaw, row)),
    ...empty.map((column) =>
      diagnose('TEMPLATE_VALUE_EMPTY', { location, args: { column, row: shownNumber(row) } }),
    ),
    ...missing.map((column) => columnMissing(row, column)),
  ];
}

function notPlain({ column, path, what }: UnplainColumn, row: Row): Diagnostic {
  return notFit(row, column, { use: 'text', path, received: what });
}

/** What a column holds instead of what the template takes it for, and where in it that is. */
interface Unfit {
  readonly use: 'text' | 'json' | 'messages';
  readonly path: readonly PathStep[];
  readonly received: string;
}

/** Says that a column does not hold what the template takes it for. */
export function notFit(row: Row, column: string, { path: steps, ...unfit }: Unfit): Diagnostic {
  const path = formatPath(steps);
  return diagnose('TEMPLATE_VALUE_UNFIT', {
    location: { ...rowLocation(row), path: formatPath([column, ...steps]) },
    args: { column, row: shownNumber(row), path, ...unfit },
  });
}

/** Says why a column holds no conversation that the model's family takes. */
export function messagesUnfit(row: Row, column: string, { path, ...flaw }: TurnFlaw): Diagnostic {
  const location = { ...rowLocation(row), path: formatPath([column, ...path]) };
  const args = { column, row: shownNumber(row), ...flaw };
  return diagnose('TEMPLATE_MESSAGES_UNFIT', { location, args });
}
