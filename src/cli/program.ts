import { createRequire } from 'node:module';
import { Command } from 'commander';
import { readApiFlags } from './aws-cli/api-flags.ts';
import { asksForSkeleton } from './aws-cli/request-flags.ts';
import { readRequestMembers } from './aws-cli/request-members.ts';
import { declareBuild } from './commands/build.ts';
import { declareDiff } from './commands/diff/diff.ts';
import { declareDoctor } from './commands/doctor/doctor.ts';
import { declareEmulator } from './commands/emulator.ts';
import { declareEstimate } from './commands/estimate/estimate.ts';
import { declareExplain } from './commands/explain/explain.ts';
import { declareHelp } from './commands/help.ts';
import { declareIam } from './commands/iam.ts';
import { declareJobs } from './commands/jobs/jobs.ts';
import { declareModels } from './commands/models/models.ts';
import { declareCollect } from './commands/partitions/collect.ts';
import { declarePartition } from './commands/partitions/partition.ts';
import { declarePlan } from './commands/partitions/plan.ts';
import { declareSeal } from './commands/partitions/seal.ts';
import { declareQuotas } from './commands/quotas.ts';
import { declareResults } from './commands/results/results.ts';
import { declareRetry } from './commands/retry.ts';
import { declareRun } from './commands/run/run.ts';
import { declareSubmit } from './commands/submit.ts';
import { declareUpload } from './commands/upload.ts';
import { declareValidate } from './commands/validate.ts';
import { refuseIdleFlags } from './flags/flag-rules.ts';
import { addExamples, DIAGNOSTICS_FLAG } from './flags/flags.ts';
import { flagsNeeded, refuseMissingFlags } from './flags/required-flags.ts';
import { packageFile } from './package-file.ts';
import type { Session } from './session/session.ts';
import { FEWEST_TO_WRAP, helpItem } from './terminal/help-item.ts';

const HELP_WIDTH = 100;

const EXIT_CODES = `
Exit codes:
  0  done
  1  the records have errors, or the set-up that doctor looks at, or
     nobody said to go on after a canary; nothing more was submitted
  2  wrong usage; a source that is not there
  3  the world failed (AWS, network, disk); repeating may help
  4  finished, but more records failed, or are incomplete, than
     --max-failed or --max-incomplete allow
  130, 143  interrupted`;

type Declare = (program: Command, session: Session) => void;
type Commands = Readonly<Record<string, Declare>>;

const STAGES: Commands = {
  run: declareRun,
  build: declareBuild,
  validate: declareValidate,
  estimate: declareEstimate,
  upload: declareUpload,
  submit: declareSubmit,
  jobs: declareJobs,
  results: declareResults,
  diff: declareDiff,
  retry: declareRetry,
};

const MACHINES: Commands = {
  plan: declarePlan,
  partition: declarePartition,
  seal: declareSeal,
  collect: declareCollect,
};

const HELPERS: Commands = {
  quotas: declareQuotas,
  models: declareModels,
  doctor: declareDoctor,
  iam: declareIam,
  explain: declareExplain,
  emulator: declareEmulator,
  help: declareHelp,
};

/** Declares the command line: one command where the words begin with its name, else all. No stage is loaded before its command runs. */
export function makeProgram(session: Session, argv: readonly string[]): Command {
  const { stdout, stderr } = session.streams;
  const program = new Command('bedrock-batch')
    .description('Data through Amazon Bedrock batch inference, with one outcome for every record.')
    .version(packageVersion(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      helpWidth: Math.min(HELP_WIDTH, session.widthOf('stdout') ?? HELP_WIDTH),
      minWidthToWrap: FEWEST_TO_WRAP,
      formatItem: helpItem,
    })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // told once, in the form of all errors
      outputError: () => undefined,
    });
  const [first = ''] = argv;
  // help knows all the others
  const isOne = first !== 'help' && Object.hasOwn({ ...STAGES, ...MACHINES, ...HELPERS }, first);
  const only = isOne ? first : undefined;
  program.commandsGroup('Stages:');
  declareCommands(program, session, STAGES, only);
  program.commandsGroup('On many machines:');
  declareCommands(program, session, MACHINES, only);
  program.commandsGroup('To look things up and try them out:');
  declareCommands(program, session, HELPERS, only);
  program.hook('preAction', async (_, action) => {
    await readApiFlags(action, session.signal);
    await readRequestMembers(action, session.signal);
    refuseMissingFlags(action, asksForSkeleton(action) ? [] : await flagsNeeded(action));
    await refuseIdleFlags(action);
    session.moreBy = action.options.find(({ long }) => long === DIAGNOSTICS_FLAG)?.long;
  });
  program.addHelpText('after', EXIT_CODES);
  return addExamples(
    program,
    "bedrock-batch run movies.csv --local --out movies \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    'bedrock-batch validate movies',
    'bedrock-batch explain RECORD_ID_DUPLICATE',
  );
}

/** @param only The only command that is asked for; all where the words do not begin with one. */
function declareCommands(
  program: Command,
  session: Session,
  commands: Commands,
  only: string | undefined,
): void {
  for (const [name, declare] of Object.entries(commands)) {
    if (only === undefined || only === name) declare(program, session);
  }
}

function packageVersion(): string {
  const { version } = createRequire(import.meta.url)(packageFile('package.json')) as {
    version: string;
  };
  return version;
}
