import { type Command, Option } from 'commander';
import { countOf, formatSize, type Report } from '../../core/index.ts';
import { exitCodes } from '../exit-code.ts';
import {
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  addSeverityFlag,
  type CommonFlags,
  invocationTypeOption,
  type ModelFlags,
  type RuleFlags,
} from '../flags.ts';
import { withProgress } from '../make-progress.ts';
import { readQuotas } from '../read-quotas.ts';
import type { ReporterName } from '../reporters/index.ts';
import type { Session } from '../session.ts';
import { UsageError, wholeNumber } from '../usage-error.ts';

interface ValidateFlags extends ModelFlags, RuleFlags, CommonFlags {
  readonly region?: string | undefined;
  readonly reporter: ReporterName;
  readonly maxDiagnostics?: number | undefined;
  readonly maxWarnings?: number | undefined;
  readonly maxLineBytes?: number | undefined;
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
    .argument('<path...>', 'files, folders or datasets; - is a JSONL file on stdin');
  addRules(command);
  addReportFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch validate records.jsonl --model anthropic.claude-3-haiku-20240307-v1:0',
    'bedrock-batch validate movies --reporter github --max-warnings 0',
    'cat records.jsonl | bedrock-batch validate - --model amazon.titan-embed-text-v2:0 --quota min-records-per-job=1',
  );
  command.action((paths: readonly string[], flags: ValidateFlags) =>
    validate(paths, flags, session),
  );
}

function addRules(command: Command): void {
  command
    .optionsGroup('Rules:')
    .option('--model <id>', 'model id, inference-profile id or ARN; default: that of the dataset')
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .addOption(invocationTypeOption('--invocation-type'))
    .option('--region <name>', 'region of the job, to compare with the prefix of a profile')
    .option(
      '--max-line-bytes <bytes>',
      'longest line that is read; default: 67108864, at most 536870912',
      wholeNumber(1, 536_870_912),
    );
  addQuotaFlag(command);
  addSeverityFlag(command);
}

function addReportFlags(command: Command): void {
  command
    .optionsGroup('Report:')
    .addOption(
      new Option('--reporter <name>', 'how the report looks')
        .choices(['pretty', 'compact', 'json', 'github'] satisfies readonly ReporterName[])
        .default('pretty'),
    )
    .option(
      '--max-diagnostics <number>',
      'most diagnostics to show; default: 20, all with json',
      wholeNumber(0),
    )
    .option('--max-warnings <number>', 'exit with 1 where there are more warnings', wholeNumber(0))
    .option('--no-excerpts', 'show no part of the records');
}

async function validate(
  paths: readonly string[],
  flags: ValidateFlags,
  session: Session,
): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { validateDataset } = await import('../../validators/lean.ts');
  const { model, baseModel, invocationType, region, excerpts, maxLineBytes } = flags;
  const quotas = await readQuotas(flags.quota);
  const report = await withProgress(session, async (progress) => {
    progress.begin('validate');
    const found = await validateDataset(whatToValidate(paths, session), {
      ...{ model, baseModel, invocationType, region, excerpts, maxLineBytes, quotas },
      severities: flags.severity,
      signal: session.signal,
    });
    progress.end(`${countOf(found.records, 'record')}, ${formatSize(found.bytes)}`);
    return found;
  });
  await session.print(await render(report, flags, session));
  session.exitCode = passes(report, flags) ? exitCodes.done : exitCodes.diagnostics;
}

function whatToValidate(paths: readonly string[], session: Session) {
  if (!paths.includes('-')) return paths;
  if (paths.length === 1) return { bytes: session.streams.stdin };
  throw new UsageError('Stdin is one job of its own and cannot be validated beside other paths', {
    hint: 'Validate it alone: bedrock-batch validate -',
  });
}

async function render(report: Report, flags: ValidateFlags, session: Session): Promise<string> {
  const { reporters } = await import('../reporters/index.ts');
  const name = session.isJson ? 'json' : flags.reporter;
  const maxDiagnostics = flags.maxDiagnostics ?? (name === 'json' ? undefined : SHOWN_DIAGNOSTICS);
  return reporters[name](report, { maxDiagnostics, color: session.colorFor('stdout') });
}

function passes({ valid, warnings }: Report, { maxWarnings }: ValidateFlags): boolean {
  return valid && (maxWarnings === undefined || warnings <= maxWarnings);
}
