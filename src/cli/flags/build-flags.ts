import { type Command, Option } from 'commander';
import type { BuildOptions, InvalidRowOptions } from '../../builders/index.ts';
import type { Session } from '../session/session.ts';
import { wholeNumber } from '../session/usage-error.ts';
import { baseModelRule } from './base-model-rule.ts';
import { addFlagRules, type FlagRule } from './flag-rules.ts';
import {
  addAsOfFlag,
  addDiagnosticsFlag,
  addQuotaFlag,
  addSchemaFlag,
  addSeverityFlag,
  collect,
  invocationTypeOption,
  type ModelFlags,
  type RuleFlags,
} from './flags.ts';
import { addInvalidFlags, invalidRule } from './invalid-flags.ts';
import { readQuotas } from './read-quotas.ts';
import { noDatasetText, type RequiredFlag, requireFlags } from './required-flags.ts';
import { addSourceFlags, type SourceFlags, sourceOptions } from './source-flags.ts';

/** Flags that say how a source becomes a dataset. */
export interface BuildFlags extends SourceFlags, ModelFlags, RuleFlags, InvalidRowOptions {
  readonly model: string;
  readonly out: string;
  readonly prompt?: string | undefined;
  readonly promptFile?: string | undefined;
  readonly messages?: string | undefined;
  readonly system?: string | undefined;
  readonly allowConstantPrompt?: boolean | undefined;
  readonly id?: string | undefined;
  readonly maxTokens?: number | undefined;
  readonly set?: readonly string[] | undefined;
  readonly map?: string | undefined;
  readonly rowSchema?: string | undefined;
  readonly schema?: string | undefined;
  readonly limit?: number | undefined;
  readonly where?: readonly string[] | undefined;
  readonly sample?: number | undefined;
  readonly seed?: number | undefined;
  readonly name?: string | undefined;
  readonly belowMinimum?: 'error' | 'pad' | undefined;
  readonly dedupe?: boolean | undefined;
  readonly allowUnchecked?: boolean | undefined;
  readonly replace?: boolean | undefined;
}

/** Flags of which each says that rows become records, and what of. */
export const RECORD_SOURCES: readonly string[] = [
  ...['--prompt', '--prompt-file', '--messages', '--map'],
];

/**
 * Adds the flags that say how a source becomes a dataset.
 *
 * @param notFor Tells of arguments that none of them is needed with.
 */
export function addBuildFlags(command: Command, notFor?: RequiredFlag['notFor']): Command {
  addRowFlags(command);
  addFolderFlags(command.optionsGroup('Dataset:'));
  addCheckFlags(command);
  return requireFlags(
    command,
    { oneOf: ['--model'], notFor },
    { oneOf: ['--out'], notFor },
    { oneOf: RECORD_SOURCES, notFor, instead: notFor && noDatasetText },
  );
}

/** Adds the flags that say how a source becomes the dataset of a command that keeps none. */
export function addUnkeptFlags(command: Command): Command {
  addRowFlags(command);
  addCheckFlags(command.optionsGroup('Dataset:'));
  return command;
}

function addRowFlags(command: Command): void {
  addModelFlags(command.optionsGroup('Model:'));
  addRecordFlags(command.optionsGroup('Records:')).option(
    '--dedupe',
    'ask once what several rows ask, byte by byte, and give each of them the answer',
  );
  addSelectionFlags(addSourceFlags(command.optionsGroup('Source:')));
  addFlagRules(command, ...RECORD_RULES, ...SELECTION_RULES, invalidRule, baseModelRule);
}

/** What flags of records have to do with each other. */
export const RECORD_RULES: readonly FlagRule[] = [
  {
    flags: ['--prompt-file'],
    notWith: ['--prompt'],
    because: 'a record is made from one prompt',
    hint: 'Give one of the two',
  },
  {
    flags: ['--messages'],
    notWith: ['--prompt', '--prompt-file'],
    because: 'a column has the whole conversation, or a prompt is all of it',
    hint: 'Give one of the two',
  },
  {
    flags: ['--allow-constant-prompt'],
    notWith: ['--messages'],
    because: 'the conversation of each row is its own',
  },
  {
    flags: [
      ...['--prompt', '--prompt-file', '--messages', '--system', '--max-tokens', '--set'],
      '--allow-constant-prompt',
    ],
    notWith: ['--map'],
    because: 'the function makes the whole modelInput',
    hint: 'Put it into the function, or leave out --map',
  },
];

/** What they have to do with each other. */
export const SELECTION_RULES: readonly FlagRule[] = [
  {
    flags: ['--seed'],
    onlyWith: ['--sample'],
    because: 'it says which rows are the sample',
  },
];

export function addModelFlags(command: Command): void {
  command
    .option('--model <id>', 'model id, inference-profile id or ARN, as Bedrock takes it')
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .addOption(invocationTypeOption('--invocation-type'))
    .option('--allow-unchecked', 'go on where the family of the model is not known');
}

export function addRecordFlags(command: Command): Command {
  command
    .option(
      '--prompt <template>',
      String.raw`prompt, such as 'Classify: {{title}}'; \{{ stands for two braces`,
    )
    .option('--prompt-file <path>', 'file that holds the prompt')
    .option(
      '--messages <column>',
      'in place of a prompt: column of conversations, such as \'{{chat}}\', as JSON [{"role":…,"content":…},…]',
    )
    .option('--system <template>', 'system prompt')
    .option(
      '--allow-constant-prompt',
      'take a prompt without any {{column}}: the same for all rows',
    )
    .option('--max-tokens <number>', 'most tokens of an answer', wholeNumber(1))
    .option(
      '--set <path=value>',
      'a value in every model input, repeatable; := takes JSON from a column: tools:={{tools}}',
      collect,
    )
    .option('--map <file>', 'file whose function makes the record of a row; .ts needs tsx')
    .option('--id <template>', "where ids come from: row, hash, or such as '{{sku}}'")
    .option(
      '--row-schema <file>',
      'file that exports a schema for every row, before it becomes a record; .ts needs tsx',
    );
  addSchemaFlag(command);
  addInvalidFlags(command);
  return command;
}

function addWhereFlag(command: Command): Command {
  return command.option(
    '--where <condition>',
    "take the rows where a column=value, column!=value, or 'column in a,b'; repeatable, all have to hold",
    collect,
  );
}

/** Adds the flags that say which rows of a source are taken. */
export function addSelectionFlags(command: Command): void {
  addWhereFlag(command)
    .option('--limit <rows>', 'rows to take from the beginning', wholeNumber(1))
    .option('--sample <rows>', 'rows to take as a sample, in their order', wholeNumber(1))
    .option('--seed <number>', 'takes another sample; default: 0', wholeNumber(0));
}

function addFolderFlags(command: Command): void {
  addNameFlag(
    command
      .option('--out <folder>', 'folder to write, or the S3 URI of a prefix')
      .option('--replace', 'replace another dataset there that has no runs'),
  );
}

export function addNameFlag(command: Command): void {
  command.option(
    '--name <text>',
    'begins the names of prefixes and jobs; default: that of the source',
  );
}

export function addCheckFlags(command: Command): void {
  command.addOption(
    new Option('--below-minimum <way>', 'what to do with too few records for a job').choices([
      'error',
      'pad',
    ]),
  );
  addQuotaFlag(command);
  addSeverityFlag(command);
  addAsOfFlag(command);
  addDiagnosticsFlag(command, '5, but 3 of each code');
}

/** Gives build flags the names of the library's options, and reads the files they name. */
export async function buildOptions(
  flags: BuildFlags,
  session: Session,
): Promise<Omit<BuildOptions, 'onProgress'>> {
  const { model, baseModel, invocationType, allowUnchecked, belowMinimum, quota } = flags;
  const { name, out, replace, severity, dedupe, onInvalid, maxInvalid } = flags;
  const { signal } = session;
  return {
    ...{ model, baseModel, invocationType, allowUnchecked, belowMinimum, dedupe },
    ...sourceOptions(flags),
    ...(await selectionOptions(flags)),
    ...{ name, out, replace, signal, onInvalid, maxInvalid },
    quotas: await readQuotas(quota),
    severities: severity,
    asOf: flags.asOf,
    ...(await recordOptions(flags, session)),
    ...(await schemaOptions(flags, session)),
  };
}

type SelectionOptions = Pick<BuildOptions, 'where' | 'limit' | 'sample' | 'seed'>;

async function selectionOptions(flags: BuildFlags): Promise<SelectionOptions> {
  const { where, limit, sample, seed } = flags;
  if (where === undefined) return { limit, sample, seed };
  const { parseWhere } = await import('../../builders/index.ts');
  return { where: where.map(parseWhere), limit, sample, seed };
}

type RecordFlags = Pick<
  BuildOptions,
  | 'record'
  | 'recordKey'
  | 'prompt'
  | 'messages'
  | 'system'
  | 'maxTokens'
  | 'set'
  | 'allowConstantPrompt'
  | 'id'
>;

async function recordOptions(flags: BuildFlags, { signal }: Session): Promise<RecordFlags> {
  const { map, promptFile, messages, system, maxTokens, allowConstantPrompt, id } = flags;
  const { loadMapFunction, parseSetting } = await import('../../builders/index.ts');
  const { readTextFile } = await import('../../io/index.ts');
  if (map !== undefined) {
    const record = await loadMapFunction(map);
    // the text of the file tells the function from another one; what it imports is not looked at
    return { record, recordKey: await readTextFile(map, signal), id };
  }
  const prompt = promptFile === undefined ? flags.prompt : await readTextFile(promptFile, signal);
  const set = flags.set?.map(parseSetting);
  return { prompt, messages, system, maxTokens, set, allowConstantPrompt, id };
}

type SchemaOptions = Pick<BuildOptions, 'schema' | 'schemaKey' | 'rowSchema' | 'rowSchemaKey'>;

async function schemaOptions(flags: BuildFlags, { signal }: Session): Promise<SchemaOptions> {
  const { schema, rowSchema } = flags;
  if (schema === undefined && rowSchema === undefined) return {};
  const { loadSchema } = await import('../../builders/index.ts');
  const { readTextFile } = await import('../../io/index.ts');
  // as with a map file, its text tells a schema from another one; what it imports is not looked at
  const keyOf = (file?: string) => (file === undefined ? undefined : readTextFile(file, signal));
  return {
    schema: schema === undefined ? undefined : await loadSchema(schema),
    schemaKey: await keyOf(schema),
    rowSchema: rowSchema === undefined ? undefined : await loadSchema(rowSchema, 'row'),
    rowSchemaKey: await keyOf(rowSchema),
  };
}
