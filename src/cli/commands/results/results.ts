import { type Command, Option } from 'commander';
import { acceptMissingOption } from '../../flags/accept-missing.ts';
import { addFlagRules, type FlagRule } from '../../flags/flag-rules.ts';
import {
  addAwsFlags,
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  collect,
} from '../../flags/flags.ts';
import { addLimitFlags } from '../../flags/outcome-limits.ts';
import { retryOnOption } from '../../flags/retry-on.ts';
import { addSourceFlags, openRows, SOURCE_FLAGS } from '../../flags/source-flags.ts';
import { addAnswerFlags, answerOf } from '../../outcomes/answer-flags.ts';
import { outcomeFile } from '../../outcomes/outcome-file.ts';
import { addOutcomeFlags, FORM_FLAGS, TABLE_RULES } from '../../outcomes/outcome-flags.ts';
import { requireForm } from '../../outcomes/require-form.ts';
import type { Session } from '../../session/session.ts';
import { wholeNumber } from '../../session/usage-error.ts';
import { addPriceFlags } from '../estimate/price-flags.ts';
import { buildRetry } from './build-retry.ts';
import { lookAtJobs } from './outputs-agree.ts';
import { printOutcomes } from './print-outcomes.ts';
import { printSavedTable } from './print-saved-table.ts';
import { printSavedSummary } from './print-summary.ts';
import type { Reading, ResultsFlags } from './reading.ts';

/** Declares `results`: outputs → outcomes. */
export function declareResults(program: Command, session: Session): void {
  const command = program
    .command('results')
    .summary('print one outcome for every row')
    .description(
      'Prints what became of every record as JSONL, CSV or Parquet, one outcome a line or row: of each job the whole answers first, in the order of the outputs, and rejected rows last, unless --order says otherwise.',
    )
    .argument('<dataset>', 'folder of the dataset, or its S3 URI')
    .option('--run <name>', 'name of the run; default: the only one')
    .optionsGroup('Outcomes:');
  addOutcomeFlags(command, 'stdout')
    .option(
      '--source <file>',
      'source the dataset was built from, repeatable in the same order; joins its rows, once they are proven to be the same',
      collect,
    )
    .option('--with-record', 'give each outcome its record')
    .option('--failed-only', 'leave out what succeeded')
    .option(
      '--incomplete-only',
      'leave out all but answers that were cut off, filtered or refused; with --failed-only both',
    )
    .option('--limit <number>', 'print the first ones; all are read and counted', wholeNumber(1))
    .option(
      '--summary',
      'print what all come to in place of them: by status, finish reason and error, three examples of each, and the cost',
    )
    .option('--partial', 'read what is there while jobs still run')
    .addOption(acceptMissingOption());
  addAnswerFlags(command);
  addLimitFlags(command);
  addPriceFlags(command);
  addSourceFlags(command);
  addRetryFlags(command);
  addAwsFlags(command).option(
    '--expected-bucket-owner <account>',
    'refuse a bucket of another account',
  );
  addCommonFlags(command);
  addFlagRules(command, ...RULES);
  addExamples(
    command,
    'bedrock-batch results movies --order source -o outcomes.jsonl',
    'bedrock-batch results movies --source movies.csv -o answers.csv',
    'bedrock-batch results movies --summary',
    'bedrock-batch results movies --answer-schema answer.ts \\\n  --columns recordId,answer.genre -o genres.csv',
    'bedrock-batch results movies --retry movies-retry --below-minimum pad',
  );
  command.action((dataset: string, flags: ResultsFlags) => results(dataset, flags, session));
}

const RULES: readonly FlagRule[] = [
  {
    flags: [
      ...['--source', '--with-record', '--failed-only', '--incomplete-only', '--partial'],
      ...['--max-failed', '--max-incomplete', '--output', '--order', ...FORM_FLAGS],
      ...['--limit', '--summary'],
    ],
    notWith: ['--retry'],
    because: 'it builds a dataset and prints no outcomes',
    hint: 'Print the outcomes with a call of their own, without --retry',
  },
  {
    flags: SOURCE_FLAGS,
    onlyWith: ['--source'],
    because:
      'it tells how the rows of --source are read; --output-format tells how outcomes are written',
  },
  {
    flags: ['--output', '--order', '--with-record', '--source', ...FORM_FLAGS],
    notWith: ['--summary'],
    because: 'it is about outcomes that are printed, and a summary is in place of them',
  },
  {
    flags: ['--price-in', '--price-out'],
    onlyWith: ['--summary'],
    because: 'it is what tells what outcomes have cost',
  },
  ...TABLE_RULES,
  {
    flags: ['--retry-on', '--below-minimum', '--replace', '--quota'],
    onlyWith: ['--retry'],
    because: 'it tells how the dataset of a retry is built',
  },
  {
    flags: ['--max-failed', '--max-incomplete', '--accept-missing'],
    notWith: ['--partial'],
    because: 'what has not ended yet may still succeed',
  },
];

function addRetryFlags(command: Command): void {
  command
    .optionsGroup('Retry:')
    .option(
      '--retry <out>',
      'build the dataset of what is worth trying again, in a folder or below an S3 URI, and print no outcomes',
    )
    .addOption(retryOnOption())
    .addOption(
      new Option('--below-minimum <way>', 'what to do with too few records for a job').choices([
        'error',
        'pad',
      ]),
    )
    .option('--replace', 'replace another dataset in the folder that has no runs');
  addQuotaFlag(command);
}

async function results(folder: string, flags: ResultsFlags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { chooseRun } = await import('../../services/choose-run.ts');
  const { connected } = await import('../../services/connection.ts');
  const file = await outcomeFile(flags, { dataset: folder, sources: flags.source ?? [] });
  await requireForm(flags, session);
  const answer = await answerOf(flags);
  const run = await chooseRun(folder, flags, session);
  const { areAllSaved } = await import('../../../results/index.ts');
  if (flags.summary === true && (await areAllSaved(run)))
    return printSavedSummary({ run, flags, answer, session });
  if (await printSavedTable({ run, file, flags, answer, session })) return;
  const rows =
    flags.source === undefined ? undefined : await openRows(flags.source, flags, session);
  await connected(run, flags, async (reach) => {
    const forgotten = await lookAtJobs(run, reach, session);
    const reading: Reading = { run, rows, file, answer, reach, flags, session, forgotten };
    if (flags.retry === undefined) await printOutcomes(reading);
    else await buildRetry(reading, flags.retry);
  });
}
