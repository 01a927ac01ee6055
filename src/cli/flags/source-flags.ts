import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RaggedWay, RowsFrom, SourceFormat } from '../../builders/index.ts';
import type { Session } from '../session/session.ts';
import { UsageError, wholeNumber } from '../session/usage-error.ts';
import { addFlagRules, type FlagRule } from './flag-rules.ts';
import { type AwsFlags, awsOptions } from './flags.ts';

/** Flags that say how rows are read, in the names of the library's options. */
export interface SourceFlags {
  readonly format?: SourceFormat | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly skipLines?: number | undefined;
  readonly comment?: string | undefined;
  readonly ragged?: RaggedWay | undefined;
  readonly pick?: string | undefined;
  readonly keysAs?: string | undefined;
}

/** Flags of tables alone. */
const TABLE_FLAGS: readonly string[] = [
  ...['--delimiter', '--header', '--skip-lines', '--comment', '--ragged'],
];

/** Flags of one JSON document. */
const JSON_FLAGS: readonly string[] = ['--pick', '--keys-as'];

/** All flags that say how rows are read. */
export const SOURCE_FLAGS: readonly string[] = [
  ...['--format', '--encoding', ...TABLE_FLAGS, ...JSON_FLAGS],
];

const RULES: readonly FlagRule[] = [
  {
    flags: TABLE_FLAGS,
    notWith: ['--format json', '--format jsonl', ...JSON_FLAGS],
    because: 'it tells how CSV and TSV are read',
  },
  {
    flags: JSON_FLAGS,
    notWith: ['--format csv', '--format tsv', '--format jsonl'],
    because: 'it finds rows in one JSON document',
  },
];

/** Adds the flags that say how rows are read. */
export function addSourceFlags(command: Command): Command {
  command
    .addOption(
      new Option('--format <name>', 'format of the source; default: told by its name or first byte')
        // the names stand here too, because builders are not loaded for the help
        .choices(['csv', 'tsv', 'json', 'jsonl'] satisfies readonly SourceFormat[]),
    )
    .option(
      '--encoding <label>',
      'what the text is written in, such as windows-1252 or shift_jis; default: UTF-8, or UTF-16 where its first bytes tell that',
    )
    .option(
      '--delimiter <sign>',
      String.raw`what stands between fields, \t for a tab; default: a comma, in TSV a tab, or what a first line sep=; says`,
    )
    .option('--header <names>', 'names of the columns, a,b,c, where the first line is a row', names)
    .option('--skip-lines <number>', 'lines to leave out before a table', wholeNumber(0))
    .option('--comment <sign>', 'leave out lines of a table that begin with it, such as #')
    .addOption(
      new Option(
        '--ragged <way>',
        'what to do with rows of fewer or more fields than columns',
      ).choices(['error', 'pad', 'skip'] satisfies readonly RaggedWay[]),
    )
    .option('--pick <path>', 'dotted path of the array inside one JSON document')
    .option(
      '--keys-as <column>',
      'rows are the members of one JSON object, and their keys this column of them',
    );
  return addFlagRules(command, ...RULES);
}

/** One name that holds the delimiter of a table is that table's first line, and would be one column of all fields. */
function names(text: string): readonly string[] {
  if (/^[^,]*[;\t|][^,]*$/.test(text))
    throw new InvalidArgumentError('Names with commas between them are needed, as in a,b,c');
  return text.split(',');
}

/** Gives flags of a source the names of the library's options, and nothing else. */
export function sourceOptions(flags: SourceFlags): SourceFlags {
  const { format, encoding, delimiter, header, skipLines, comment, ragged, pick, keysAs } = flags;
  return { format, encoding, delimiter, header, skipLines, comment, ragged, pick, keysAs };
}

/** What takes files, folders and patterns says of them. */
export const SOURCES_HELP: string =
  'CSV, TSV, JSON or JSONL files, also with gzip, folders of them, patterns such as "data/*.csv", or S3 URIs of objects and prefixes';

/** Opens the sources that were named; `-` is stdin. */
export async function openRows(
  sources: readonly string[],
  flags: SourceFlags & AwsFlags,
  session: Session,
): Promise<RowsFrom> {
  const [source = ''] = sources;
  if (sources.length > 1 && sources.includes('-')) throw stdinBeside();
  if (source === '-') {
    const { openSource } = await import('../../builders/index.ts');
    return openSource(session.streams.stdin, { name: 'stdin', ...sourceOptions(flags) });
  }
  // before anything is built or asked of AWS
  const { fileIdentity, isGlob, isS3Address, pathKind } = await import('../../io/index.ts');
  const isAlone = sources.length === 1 && !isS3Address(source);
  const kind = isAlone ? await pathKind(source) : 'several';
  if (kind === 'file' || (kind === 'missing' && !isGlob(source))) {
    await fileIdentity(source);
    return source;
  }
  const { fromFiles } = await import('../../builders/index.ts');
  const objects = awsOptions(flags);
  const rows = fromFiles(sources, { ...sourceOptions(flags), objects });
  await rows.identity?.();
  return rows;
}

function stdinBeside(): UsageError {
  return new UsageError('stdin cannot be read beside other sources', {
    hint: 'Give - alone, or files alone',
  });
}
