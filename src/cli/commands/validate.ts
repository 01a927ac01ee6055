import { tmpdir } from 'node:os';
import { type Command, Option } from 'commander';
import { countOf, formatSize, type Report } from '../../core/index.ts';
import type { UsedQuotas } from '../../validators/index.ts';
import { baseModelRule } from '../flags/base-model-rule.ts';
import { ADDRESS_IN_S3 } from '../flags/dataset-argument.ts';
import { addFlagRules, type FlagRule } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAsOfFlag,
  addAwsFlags,
  addCommonFlags,
  addDiagnosticsFlag,
  addExamples,
  addQuotaFlag,
  addSchemaFlag,
  addSeverityFlag,
  awsOptions,
  type CommonFlags,
  invocationTypeOption,
  type ModelFlags,
  type RuleFlags,
} from '../flags/flags.ts';
import { readQuotas } from '../flags/read-quotas.ts';
import { withProgress } from '../progress/make-progress.ts';
import type { ReporterName } from '../reporters/index.ts';
import { regionInForce } from '../services/require-region.ts';
import { exitCodes } from '../session/exit-code.ts';
import type { Session } from '../session/session.ts';
import { UsageError, wholeNumber } from '../session/usage-error.ts';

interface ValidateFlags extends ModelFlags, RuleFlags, AwsFlags, CommonFlags {
  readonly schema?: string | undefined;
  readonly liveQuotas?: boolean | undefined;
  readonly inputUri?: string | undefined;
  readonly checkS3?: boolean | undefined;
  readonly reporter: ReporterName;
  readonly maxWarnings?: number | undefined;
  readonly maxLineBytes?: number | undefined;
  readonly threads?: number | undefined;
  readonly excerpts: boolean;
}

/** Most diagnostics that reporters for people show where nobody says otherwise. */
const SHOWN_DIAGNOSTICS = 20;

/** Declares `validate`: files → report. */
export function declareValidate(program: Command, session: Session): void {
  const command = program
    .command('validate')
    .summary('check files as Bedrock would, and more')
    .description(
      'Checks files before they cost anything: every record, every quota.\n' +
        'A file is a job; a folder without a manifest is one job with all .jsonl below it; a folder with one is a dataset.',
    )
    .argument('<path...>', 'files, folders or datasets, also S3 URIs; - is a JSONL file on stdin');
  addRules(command);
  addAwsFlags(
    command,
    'region of the job: to ask AWS in, and to compare with the prefix of a profile',
  )
    .option(
      '--live-quotas',
      'ask Service Quotas what the account has; the rest comes from manifest or table',
    )
    .option('--check-s3', 'look at every S3 object that records refer to, each once');
  addReportFlags(command);
  addFlagRules(command, ...RULES, baseModelRule);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch validate records.jsonl \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0',
    'bedrock-batch validate movies --reporter github --max-warnings 0',
    'bedrock-batch validate s3://my-bucket/batch/movies-0123456789ab/',
    'bedrock-batch validate movies --schema ./schema.ts',
    'cat records.jsonl | bedrock-batch validate - \\\n  --model amazon.titan-embed-text-v2:0 --quota min-records-per-job=1',
  );
  command.action((paths: readonly string[], flags: ValidateFlags) =>
    validate(paths, flags, session),
  );
}

const RULES: readonly FlagRule[] = [
  {
    flags: ['--profile', '--endpoint-url'],
    onlyWith: ['--live-quotas', '--check-s3', ADDRESS_IN_S3],
    because: 'without them nothing is asked of AWS',
  },
  {
    flags: ['--threads'],
    notWith: ['-'],
    because: 'stdin is read in one piece, by one thread',
  },
  {
    flags: ['--reporter'],
    notWith: ['--json'],
    because: 'it prints the report as one JSON document',
    hint: 'Give one of the two; --json means --reporter json, for errors too',
  },
];

function addRules(command: Command): void {
  command
    .optionsGroup('Rules:')
    .option('--model <id>', 'model id, inference-profile id or ARN; default: that of the dataset')
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .addOption(invocationTypeOption('--invocation-type'))
    .option(
      '--input-uri <s3 uri>',
      'input of the job (of a dataset: where it is uploaded), below which records may refer to S3 objects',
    )
    .option(
      '--max-line-bytes <bytes>',
      'longest line that is read; default: 67108864, at most 536870912',
      wholeNumber(1, 536_870_912),
    )
    .option(
      '--threads <number>',
      'most threads that read files; default: 1 for each core, at most 4, from 128 MiB on, else 1',
      wholeNumber(1, 64),
    );
  addSchemaFlag(command);
  addQuotaFlag(command);
  addSeverityFlag(command);
  addAsOfFlag(command);
}

/** Every reporter: the choices are known before one is loaded. */
const REPORTERS: Readonly<Record<ReporterName, true>> = {
  pretty: true,
  compact: true,
  json: true,
  github: true,
};

function addReportFlags(command: Command): void {
  command
    .optionsGroup('Report:')
    .addOption(
      new Option('--reporter <name>', 'how the report looks')
        .choices(Object.keys(REPORTERS))
        .default('pretty'),
    )
    .option('--max-warnings <number>', 'exit with 1 where there are more warnings', wholeNumber(0))
    .option('--no-excerpts', 'show codes and positions alone, no part of the records');
  addDiagnosticsFlag(
    command,
    '20, but 3 of each code; all with json, 10 of each severity with github',
  );
}

async function validate(
  paths: readonly string[],
  flags: ValidateFlags,
  session: Session,
): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { validateDataset } = await import('../../validators/lean.ts');
  const { model, baseModel, invocationType, inputUri, excerpts, maxLineBytes } = flags;
  const region = await regionInForce(flags);
  const quotas = await readQuotas(flags.quota);
  const schema = await readSchema(flags.schema);
  const report = await withProgress(session, async (progress) => {
    progress.begin('validate');
    const found = await validateDataset(whatToValidate(paths, session), {
      ...{ model, baseModel, invocationType, inputUri, region, excerpts, maxLineBytes, quotas },
      liveQuotas: flags.liveQuotas === true ? awsOptions(flags) : undefined,
      checkS3: flags.checkS3 === true ? awsOptions(flags) : undefined,
      s3: awsOptions(flags),
      schema,
      threads: flags.threads,
      severities: flags.severity,
      asOf: flags.asOf,
      tmp: tmpdir(),
      signal: session.signal,
    });
    progress.end(`${countOf(found.records, 'record')}, ${formatSize(found.bytes)}`);
    return found;
  });
  if (report.quotas !== undefined) await sayQuotas(report.quotas, session);
  await session.print(await render(report, flags, session));
  session.exitCode = passes(report, flags) ? exitCodes.done : exitCodes.diagnostics;
}

async function readSchema(file: string | undefined) {
  if (file === undefined) return undefined;
  const { loadSchema } = await import('../../builders/index.ts');
  return loadSchema(file);
}

function whatToValidate(paths: readonly string[], session: Session) {
  if (!paths.includes('-')) return paths;
  if (paths.length === 1) return { bytes: session.streams.stdin };
  throw new UsageError('Stdin is one job of its own and cannot be validated beside other paths', {
    hint: 'Validate it alone: bedrock-batch validate -',
  });
}

async function render(report: Report, flags: ValidateFlags, session: Session): Promise<string> {
  const { bareReport, reporters } = await import('../reporters/index.ts');
  const name = session.isJson ? 'json' : flags.reporter;
  const shown = flags.excerpts ? report : bareReport(report);
  const options = session.reporterOptions('stdout', SHOWN_DIAGNOSTICS);
  // those that programs read have defaults of their own
  const { maxDiagnostics } = flags;
  const isForPeople = name === 'pretty' || name === 'compact';
  return reporters[name](shown, isForPeople ? options : { ...options, maxDiagnostics });
}

/** The reasons come with it: a value that was not read is no surprise to find out later. */
async function sayQuotas(quotas: UsedQuotas, session: Session): Promise<void> {
  const { usedQuotasText } = await import('../texts/quota-text.ts');
  session.say(usedQuotasText(quotas));
}

function passes({ valid, warnings }: Report, { maxWarnings }: ValidateFlags): boolean {
  return valid && (maxWarnings === undefined || warnings <= maxWarnings);
}
