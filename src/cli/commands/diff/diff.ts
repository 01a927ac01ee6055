import { tmpdir } from 'node:os';
import { type Command, Option } from 'commander';
import type { DiffSummary, OutcomePair } from '../../../results/index.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  type CommonFlags,
} from '../../flags/flags.ts';
import { type AnswerFlags, addAnswerFlags, answerOf } from '../../outcomes/answer-flags.ts';
import type { Session } from '../../session/session.ts';
import { wholeNumber } from '../../session/usage-error.ts';
import { costOfRun } from '../estimate/cost-of-run.ts';
import { type ComparedRun, comparedRun, withOutcomes } from './compared-run.ts';
import { diffText, type ShownRun, sumText } from './diff-text.ts';
import { type PairFormat, pairJson, pairWriter } from './pair-lines.ts';

interface Flags extends AwsFlags, AnswerFlags, CommonFlags {
  readonly outputFormat?: PairFormat | undefined;
  readonly limit?: number | undefined;
  readonly all?: boolean | undefined;
}

/** Examples that are shown where nobody says how many. */
const SHOWN = 5;
/** Pairs are written in batches: waiting once for each would take longer than reading them. */
const BATCH_UNITS = 1 << 16;

/** Declares `diff`: the outcomes of two runs, record by record. */
export function declareDiff(program: Command, session: Session): void {
  const command = addAnswerFlags(
    program
      .command('diff')
      .summary('compare the outcomes of two runs, record by record')
      .description(
        'Compares what two runs came to, such as two models or two prompts over one source: records are matched by their ids. Prints how many are the same, what changed, what each took, and the first records that differ.',
      )
      .argument(
        '<a>',
        'folder of a dataset or its S3 URI, or the same with #run behind it where it has several',
      )
      .argument('<b>', 'the same of the other run')
      .addOption(
        new Option(
          '--output-format <name>',
          'print a line for each record that differs in place of the summary',
        ).choices(['jsonl', 'csv'] satisfies readonly PairFormat[]),
      )
      .option('--all', 'print those that are the same too')
      .option(
        '--limit <number>',
        `records that are shown; all are read and counted; default: ${SHOWN}, with --output-format all`,
        wholeNumber(1),
      ),
  );
  addAwsFlags(command);
  addCommonFlags(command);
  addFlagRules(
    command,
    {
      flags: ['--all'],
      onlyWith: ['--output-format'],
      because: 'a summary shows records that differ',
    },
    {
      flags: ['--json'],
      notWith: ['--output-format'],
      because: 'stdout has the records then',
    },
  );
  addExamples(
    command,
    'bedrock-batch diff movies-haiku movies-nova',
    'bedrock-batch diff movies s3://my-bucket/batch/movies-0123456789ab/',
    'bedrock-batch diff movies#main movies#second --output-format csv > changes.csv',
  );
  command.action((a: string, b: string, flags: Flags) => diff([a, b], flags, session));
}

async function diff(
  [nameA, nameB]: readonly [string, string],
  flags: Flags,
  session: Session,
): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const answer = await answerOf(flags);
  const a = await comparedRun(nameA, flags, session);
  const b = await comparedRun(nameB, flags, session);
  const { DiffSummarizer, diffOutcomes } = await import('../../../results/index.ts');
  const isPrinted = flags.outputFormat !== undefined;
  const summarizer = new DiffSummarizer(isPrinted ? 0 : (flags.limit ?? SHOWN));
  const reading = { flags, answer, tmp: tmpdir(), session };
  await withOutcomes(a, reading, (ofA) =>
    withOutcomes(b, reading, async (ofB) => {
      const pairs = counted(diffOutcomes(ofA, ofB, { tmp: reading.tmp }), summarizer);
      if (flags.outputFormat === undefined) for await (const _pair of pairs);
      else await printPairs(pairs, { ...flags, format: flags.outputFormat }, session);
    }),
  );
  const { summary } = summarizer;
  if (isPrinted) session.say(sumText(summary));
  else await printSummary({ a, b, summary }, session);
  if (summary.changes.same + summary.changes.different + summary.changes.status === 0)
    session.say(NOTHING_SHARED);
}

const NOTHING_SHARED =
  'The runs have no record in common: records are matched by their ids, and those of --id hash change with the prompt';

async function* counted(
  pairs: AsyncIterable<OutcomePair>,
  summarizer: { readonly add: (pair: OutcomePair) => void },
): AsyncGenerator<OutcomePair> {
  for await (const pair of pairs) {
    summarizer.add(pair);
    yield pair;
  }
}

async function printPairs(
  pairs: AsyncIterable<OutcomePair>,
  { format, limit = Infinity, all = false }: Flags & { readonly format: PairFormat },
  session: Session,
): Promise<void> {
  const { head, lineOf } = await pairWriter(format);
  const { printableLines } = await import('../../../core/index.ts');
  const isTerminal = session.streams.stdout.isTTY === true;
  const write = (text: string) =>
    session.write(isTerminal ? printableLines(text.replaceAll('\r\n', '\n')) : text);
  let lines = head;
  let left = limit;
  for await (const pair of pairs) {
    if (left === 0 || (pair.change === 'same' && !all)) continue;
    left -= 1;
    lines += lineOf(pair);
    if (lines.length < BATCH_UNITS) continue;
    await write(lines);
    lines = '';
  }
  await write(lines);
}

/** Two runs, and what they come to. */
interface Compared {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly summary: DiffSummary;
}

async function printSummary({ a, b, summary }: Compared, session: Session): Promise<void> {
  const [shownA, shownB] = [await shownRun(a), await shownRun(b)];
  if (session.isJson) {
    const examples = summary.examples.map(pairJson);
    return session.printJson({ ...summary, examples, a: shownA, b: shownB });
  }
  const told = { a: shownA, b: shownB, summary };
  await session.print(diffText(told, session.widthOf('stdout')));
}

async function shownRun({ name, run, jobs, rounds }: ComparedRun): Promise<ShownRun> {
  return { name, cost: await costOfRun(run, { jobs, rounds }) };
}
