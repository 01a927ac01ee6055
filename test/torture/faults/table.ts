import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { KeptTry } from './kept-tries.ts';
import { faultKinds } from './kinds/fault-kinds.ts';
import { TIMES } from './matrix.ts';

const PAGE = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));
const [BEGIN, END] = [
  '<!-- faults: rendered by npm run torture -- faults --render -->',
  '<!-- /faults -->',
];
const LONGEST = 170;

/** Writes the table of what was tried into docs/reliability.md. */
export async function renderTable(tried: readonly KeptTry[]): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${PAGE} has no ${BEGIN} with its ${END}`);
  await writeFile(PAGE, `${before}${BEGIN}\n\n${tableOf(tried)}\n\n${END}${after}`);
}

/** A row of the table as it stands in a text. */
export interface RenderedRow {
  readonly kind: string;
  readonly tried: number;
  readonly right: number;
}

/** Reads the table. */
export function renderedRows(page: string): readonly RenderedRow[] {
  const table = page.split(BEGIN)[1]?.split(END)[0] ?? '';
  return [...table.matchAll(/^\| ([^|]+?) \| (\d+) \| (\d+) \|/gm)].map(
    ([, kind = '', tried, right]) => ({ kind, tried: Number(tried), right: Number(right) }),
  );
}

function tableOf(tried: readonly KeptTry[]): string {
  const heads = [
    'what goes wrong',
    'tried',
    'right',
    ...TIMES.map(doneHead),
    'else, with exit status 3',
    'such as',
  ];
  const rows = faultKinds.map(({ name }) =>
    rowOf(
      name,
      tried.filter(({ kind }) => kind === name),
    ),
  );
  const sum = rowOf('all', tried);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...[...rows, sum.slice(0, -1)].map(line)].join(
    '\n',
  );
}

const doneHead = (times: number): string =>
  times === 1 ? 'got over once' : `${times} times in a row`;

function rowOf(name: string, tried: readonly KeptTry[]): readonly string[] {
  const right = tried.filter(({ wrong }) => wrong.length === 0).length;
  const done = TIMES.map((times) => {
    const some = tried.filter((one) => one.times === times);
    return `${some.filter(({ code }) => code === 0).length} of ${some.length}`;
  });
  const errors = tried.flatMap(({ error }) => error ?? []);
  const codes = [...new Set(errors.map(({ code }) => code))];
  const countOf = (code: string): number => errors.filter((error) => error.code === code).length;
  const counted = codes.sort((a, b) => countOf(b) - countOf(a));
  const listed = counted.map((code) => `\`${code}\` ${countOf(code)}`).join(', ');
  const first = errors.find(({ code }) => code === counted[0]);
  return [name, String(tried.length), String(right), ...done, listed, shownOf(first?.message)];
}

/** A message without what differs from run to run. */
function shownOf(message = ''): string {
  const text = message
    .replaceAll(/faults-[0-9a-f]{16}/g, 'bucket')
    .replaceAll(/-[0-9a-f]{10,12}\b/g, '-…')
    .replaceAll(/model-invocation-job\/[a-z0-9]{12}/g, 'model-invocation-job/…')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replaceAll('|', '\\|');
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
