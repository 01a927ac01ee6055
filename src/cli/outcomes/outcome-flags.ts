import { type Command, InvalidArgumentError, Option } from 'commander';
import type { OutcomeFileOptions, OutcomeFormat, OutcomeOrder } from '../../results/index.ts';
import type { Condition, FlagRule } from '../flags/flag-rules.ts';

/** What stands for stdout. */
export const STDOUT = '-';

/** Flags that say where outcomes go, in which order and in which form. */
export interface OutcomeFlags {
  readonly output?: string | undefined;
  readonly order?: OutcomeOrder | undefined;
  readonly outputFormat?: OutcomeFormat | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly rawCells?: boolean | undefined;
  readonly bom?: boolean | undefined;
}

/** Flags of tables as text. */
const TEXT_FLAGS: readonly string[] = ['--raw-cells', '--bom'];

/** Flags that say in which form outcomes are written. */
export const FORM_FLAGS: readonly string[] = ['--output-format', '--columns', ...TEXT_FLAGS];

/** When flags of a table have no effect. */
export const TABLE_RULES: readonly FlagRule[] = [
  {
    flags: ['--columns'],
    onlyWith: [written('csv'), written('parquet')],
    because: 'it tells how a table is written',
  },
  {
    flags: TEXT_FLAGS,
    onlyWith: [written('csv')],
    because: 'it tells how a table is written as text',
  },
];

function written(format: OutcomeFormat): Condition {
  return {
    says: `--output-format ${format}`,
    holds: (given) =>
      (given.valueOf('--output-format') ?? formatNamed(given.valueOf('--output'))) === format,
  };
}

/**
 * Adds the flags that say where outcomes go, in which order and in which form.
 *
 * @param usual What happens without `--output`.
 */
export function addOutcomeFlags(command: Command, usual: string): Command {
  return command
    .option(
      '-o, --output <file>',
      `one file for all outcomes, or an object by its S3 URI, seen once it is whole; - is stdout; default: ${usual}`,
    )
    .addOption(
      new Option(
        '--order <order>',
        'outputs: as Bedrock wrote them; source: as the rows stood; default: outputs',
      ).choices(['outputs', 'source'] satisfies readonly OutcomeOrder[]),
    )
    .addOption(
      new Option(
        '--output-format <name>',
        'jsonl: all that is known of each; csv: a table; parquet: the same with types, by hyparquet-writer (npm install hyparquet-writer); default: told by the name of --output, else jsonl',
      ).choices(['jsonl', 'csv', 'parquet'] satisfies readonly OutcomeFormat[]),
    )
    .addOption(
      new Option(
        '--columns <names>',
        'columns of the table, such as recordId,text,title: of outcomes and of rows; default: what most need, then all of the rows',
      ).argParser(columnNames),
    )
    .option(
      '--raw-cells',
      'leave cells of the table as they are that a spreadsheet would run as a formula; default: an apostrophe in front',
    )
    .option('--bom', 'begin the table with the mark by which Excel knows UTF-8');
}

/** Gives what the library is told of the form. */
export function formOf(flags: OutcomeFlags): OutcomeFileOptions {
  const { columns, rawCells, bom } = flags;
  return { format: formatOf(flags), columns, rawCells, bom };
}

/** Gives the format that outcomes are written in. */
export function formatOf({ output, outputFormat }: OutcomeFlags): OutcomeFormat {
  return outputFormat ?? formatNamed(output);
}

function formatNamed(output: unknown): OutcomeFormat {
  if (typeof output !== 'string') return 'jsonl';
  if (/\.csv$/i.test(output)) return 'csv';
  return /\.parquet$/i.test(output) ? 'parquet' : 'jsonl';
}

function columnNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new InvalidArgumentError('Names with commas between them are needed, as in recordId,text');
}
