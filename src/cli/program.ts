import { createRequire } from 'node:module';
import { Command } from 'commander';
import { addExamples } from './flags.ts';
import type { Session } from './session.ts';

const HELP_WIDTH = 100;

const EXIT_CODES = `
Exit codes:
  0  done
  1  the records have errors; nothing was submitted
  2  wrong usage; a source that is not there
  3  the world failed (AWS, network, disk); repeating may help
  4  finished, but more records than --max-failed did not succeed
  130, 143  interrupted`;

type Declare = (program: Command, session: Session) => void;
type Commands = Readonly<Record<string, () => Promise<Declare>>>;

const STAGES: Commands = {
  run: async () => (await import('./commands/run.ts')).declareRun,
  build: async () => (await import('./commands/build.ts')).declareBuild,
  validate: async () => (await import('./commands/validate.ts')).declareValidate,
  upload: async () => (await import('./commands/upload.ts')).declareUpload,
  submit: async () => (await import('./commands/submit.ts')).declareSubmit,
  jobs: async () => (await import('./commands/jobs.ts')).declareJobs,
  results: async () => (await import('./commands/results.ts')).declareResults,
};

const HELPERS: Commands = {
  quotas: async () => (await import('./commands/quotas.ts')).declareQuotas,
  models: async () => (await import('./commands/models.ts')).declareModels,
  explain: async () => (await import('./commands/explain.ts')).declareExplain,
  emulator: async () => (await import('./commands/emulator.ts')).declareEmulator,
};

interface Declaring {
  readonly session: Session;
  readonly commands: Commands;
  /** The only command that is asked for; all where the words do not begin with one. */
  readonly only: string | undefined;
}

/** Declares the command line: one command where the words begin with its name, else all. No stage is loaded before its command runs. */
export async function makeProgram(session: Session, argv: readonly string[]): Promise<Command> {
  const { stdout, stderr } = session.streams;
  const program = new Command('bedrock-batch')
    .description('Data through Amazon Bedrock batch inference, with one outcome for every record.')
    .version(packageVersion(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ helpWidth: HELP_WIDTH })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // told once, in the form of all errors
      outputError: () => undefined,
    });
  const [first = ''] = argv;
  const only = Object.hasOwn({ ...STAGES, ...HELPERS }, first) ? first : undefined;
  program.commandsGroup('Stages:');
  await declareCommands(program, { session, commands: STAGES, only });
  program.commandsGroup('To look things up and try them out:');
  await declareCommands(program, { session, commands: HELPERS, only });
  program.addHelpText('after', EXIT_CODES);
  return addExamples(
    program,
    "bedrock-batch run movies.csv --local --out movies --model anthropic.claude-3-haiku-20240307-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    'bedrock-batch validate movies',
    'bedrock-batch explain RECORD_ID_DUPLICATE',
  );
}

async function declareCommands(program: Command, declaring: Declaring): Promise<void> {
  const { session, commands, only } = declaring;
  const chosen = Object.entries(commands).filter(([name]) => only === undefined || only === name);
  for (const declare of await Promise.all(chosen.map(([, load]) => load())))
    declare(program, session);
}

function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return version;
}
