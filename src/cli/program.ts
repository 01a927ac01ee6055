import { createRequire } from 'node:module';
import { Command } from 'commander';
import { declareBuild } from './commands/build.ts';
import { declareEmulator } from './commands/emulator.ts';
import { declareExplain } from './commands/explain.ts';
import { declareJobs } from './commands/jobs.ts';
import { declareModels } from './commands/models.ts';
import { declareQuotas } from './commands/quotas.ts';
import { declareResults } from './commands/results.ts';
import { declareRun } from './commands/run.ts';
import { declareSubmit } from './commands/submit.ts';
import { declareUpload } from './commands/upload.ts';
import { declareValidate } from './commands/validate.ts';
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

/** Declares the whole command line; no stage is loaded before its command is chosen. */
export function makeProgram(session: Session): Command {
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
  declareStages(program, session);
  declareHelpers(program, session);
  program.addHelpText('after', EXIT_CODES);
  return addExamples(
    program,
    "bedrock-batch run movies.csv --local --out movies --model anthropic.claude-3-haiku-20240307-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    'bedrock-batch validate movies',
    'bedrock-batch explain RECORD_ID_DUPLICATE',
  );
}

function declareStages(program: Command, session: Session): void {
  program.commandsGroup('Stages:');
  declareRun(program, session);
  declareBuild(program, session);
  declareValidate(program, session);
  declareUpload(program, session);
  declareSubmit(program, session);
  declareJobs(program, session);
  declareResults(program, session);
}

function declareHelpers(program: Command, session: Session): void {
  program.commandsGroup('To look things up and try them out:');
  declareQuotas(program, session);
  declareModels(program, session);
  declareExplain(program, session);
  declareEmulator(program, session);
}

function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return version;
}
