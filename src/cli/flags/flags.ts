import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  diagnosticCodes,
  isDay,
  isDiagnosticCode,
  nearestName,
  type Severities,
} from '../../core/index.ts';
import type { CommonFlags } from '../session/session.ts';
import { wholeNumber } from '../session/usage-error.ts';

/** Flags of commands that ask AWS. */
export interface AwsFlags {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** Flags that say which model records are for. */
export interface ModelFlags {
  readonly model?: string | undefined;
  readonly baseModel?: string | undefined;
  readonly invocationType?: 'InvokeModel' | 'Converse' | undefined;
}

/** Flags that bend the rules records are checked by. */
export interface RuleFlags {
  /** Each `NAME=VALUE`. */
  readonly quota?: readonly string[] | undefined;
  readonly severity?: Severities | undefined;
  readonly asOf?: string | undefined;
}

/** Adds the flags of every command; called last, so that they stand last in the help. A command that only answers is quiet anyway. */
export function addCommonFlags(
  command: Command,
  { isQuiet = false }: { readonly isQuiet?: boolean } = {},
): Command {
  command
    .optionsGroup('Output:')
    .option('--json', 'print one JSON document instead of prose, also for an error');
  if (!isQuiet) command.option('--quiet', 'show no progress and no prose');
  return command.helpOption('-h, --help', 'show this help');
}

/** Adds the flags that say where and as whom AWS is asked. */
export function addAwsFlags(
  command: Command,
  region = 'region; default: AWS_REGION, AWS_DEFAULT_REGION or the profile',
): Command {
  return command
    .optionsGroup('AWS:')
    .option('--region <name>', region)
    .option('--profile <name>', 'profile of the shared configuration files')
    .option('--endpoint-url <url>', 'another endpoint for every service, such as the emulator');
}

/** How AWS is reached, in the names of the library's options. */
export interface AwsOptions {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
}

/** Gives AWS flags the names of the library's options. */
export function awsOptions({ region, profile, endpointUrl }: AwsFlags): AwsOptions {
  return { region, profile, endpoint: endpointUrl };
}

/** Names of the quotas; they stand here too, because the help loads no table. */
export const QUOTA_NAMES: readonly string[] = [
  ...['records-per-file', 'records-per-job', 'min-records-per-job'],
  ...['file-bytes', 'job-bytes', 'record-bytes', 'concurrent-jobs'],
];

/** Adds the flag for values of quotas. */
export function addQuotaFlag(command: Command): Command {
  return command.option(
    '--quota <name=value>',
    `a quota that differs from the table, repeatable: ${QUOTA_NAMES.join(', ')}`,
    collect,
  );
}

/** Gathers the values of a flag that may be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Adds the flag for severities of diagnostics. */
export function addSeverityFlag(command: Command): Command {
  return command.option(
    '--severity <code=level>',
    'error, warning or off for a diagnostic in this call, repeatable; no manifest keeps it',
    (text: string, before: Severities = {}): Severities => ({ ...before, ...parseSeverity(text) }),
  );
}

function parseSeverity(text: string): Severities {
  const [code = '', level = ''] = text.split('=');
  if (!isDiagnosticCode(code)) {
    const nearest = nearestName(code, diagnosticCodes);
    throw new InvalidArgumentError(
      `There is no such code${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    );
  }
  if (level === 'error' || level === 'warning' || level === 'off') return { [code]: level };
  throw new InvalidArgumentError('Write CODE=error, CODE=warning or CODE=off');
}

/** Adds the flag for the day that models are judged by. */
export function addAsOfFlag(command: Command): Command {
  return command.option(
    '--as-of <day>',
    'day of the jobs, YYYY-MM-DD: AWS ends models on fixed days; default: today',
    day,
  );
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Write a day of the calendar as YYYY-MM-DD');
}

/** The flag that says how many diagnostics are shown. */
export const DIAGNOSTICS_FLAG = '--max-diagnostics';

/** Adds the flag that says how many diagnostics are shown. */
export function addDiagnosticsFlag(command: Command, usual: string): Command {
  return command.option(
    `${DIAGNOSTICS_FLAG} <number>`,
    `most diagnostics to show; default: ${usual}`,
    wholeNumber(0),
  );
}

/** Adds the flag for a schema of the user's own. */
export function addSchemaFlag(command: Command): Command {
  return command.option(
    '--schema <file>',
    'file that exports a schema for every modelInput: zod or any Standard Schema; .ts needs tsx',
  );
}

/** Adds the flag for the invocation type. */
export function invocationTypeOption(flag: string): Option {
  return new Option(`${flag} <type>`, 'how Bedrock hands records to the model').choices([
    'InvokeModel',
    'Converse',
  ]);
}

/** Adds the examples at the end of a help text. */
export function addExamples(command: Command, ...examples: readonly string[]): Command {
  const lines = examples.map((example) => `  ${example.replaceAll('\n', '\n  ')}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

export type { CommonFlags };
