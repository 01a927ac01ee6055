import { InvalidOptionError, nearestName, quote } from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import { listColumns, parseTemplate } from './template.ts';

/** How command lines name a file whose content is meant: curl's and the AWS CLI's way, or by its path alone. */
const FILE = /^(?:(?:@|fileb?:\/\/)(?=\S)|(?=\S+\.(?:txt|md|prompt)$))(\S+)$/;
/** How columns and values are written in other templates; what is named stands in a group. */
const ELSEWHERE =
  /\\\{\{([^{}]+)\}\}|\$?\{([\w .-]*)\}|\$([A-Za-z_]\w*)|%\((\w+)\)s|<([A-Za-z][\w.-]*)>|\[([A-Za-z][\w.-]*)\]|%s/g;

/** Templates of a prompt. */
interface PromptTemplates {
  readonly prompt: string;
  readonly system?: string | undefined;
}

/**
 * Refuses a second row where neither the prompt nor the system prompt names a column: it would pay for the same again.
 *
 * @param map Mapper of the templates; it passes as it is where they name a column.
 * @returns A mapper that throws {@link InvalidOptionError} `TEMPLATE_CONSTANT` at the second row.
 */
export function refuseConstantPrompt<Mapped>(
  map: (row: Row) => Mapped,
  { prompt, system = '' }: PromptTemplates,
): (row: Row) => Mapped {
  const columns = [prompt, system].flatMap((text) => parseTemplate(text).columns);
  if (columns.length > 0) return map;
  let rows = 0;
  return (row) => {
    rows += 1;
    if (rows > 1) throw constantPrompt(prompt, row.columns);
    return map(row);
  };
}

function constantPrompt(prompt: string, columns: readonly string[]): InvalidOptionError {
  return new InvalidOptionError(
    'The prompt names no column, so every row would become the same record, and each is paid for',
    {
      code: 'TEMPLATE_CONSTANT',
      option: 'prompt',
      expected: 'a prompt with a column in it, such as {{title}}',
      received: quote(prompt, 60),
      hint: `${whatWasMeant(prompt, columns)}; or allow it with --allow-constant-prompt`,
    },
  );
}

function whatWasMeant(prompt: string, columns: readonly string[]): string {
  const file = FILE.exec(prompt.trim())?.[1];
  if (file !== undefined) return `Give the file with --prompt-file ${quote(file, 60)}`;
  const meant = columnMeant(prompt, columns);
  if (meant !== undefined)
    return `Write {{${quoted(meant.column)}}} instead of ${quote(meant.written, 60)}`;
  return columns.length === 0
    ? 'Write {{column}} where the row is to stand'
    : `Write {{column}} for one of the columns: ${listColumns(columns)}`;
}

interface MeantColumn {
  readonly column: string;
  readonly written: string;
}

/** The first thing written as a column is in other templates, and best one whose name is a column here. */
function columnMeant(prompt: string, columns: readonly string[]): MeantColumn | undefined {
  const found = [...prompt.matchAll(ELSEWHERE)].map(([written, ...groups]) => ({
    written,
    name: groups.find((group) => group !== undefined)?.trim() ?? '',
  }));
  for (const { written, name } of found) {
    const column = name === '' ? undefined : columnNamed(name, columns);
    if (column !== undefined) return { column, written };
  }
  const [first] = found;
  const [only] = columns;
  if (first === undefined || only === undefined || columns.length > 1) return undefined;
  return { column: only, written: first.written };
}

/** In programs a column may be a member of the row: `row.title`. */
function columnNamed(name: string, columns: readonly string[]): string | undefined {
  return nearestName(name, columns) ?? nearestName(name.split('.').at(-1) ?? '', columns);
}

/** A column's name without the quotes around it: it stands between braces. */
function quoted(column: string): string {
  return quote(column, 40).slice(1, -1);
}
