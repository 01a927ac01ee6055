import type { Command } from 'commander';
import { flagForEachTag } from './aws-cli/plain-tag.ts';
import { reportError } from './errors/report-error.ts';
import { makeProgram } from './program.ts';
import { Session, type Streams } from './session/session.ts';

/**
 * Runs the command.
 *
 * @param argv Words after the name of the command.
 * @param streams Streams, environment, and the signal that interrupts.
 * @returns The exit status: 0 done, 1 diagnostics, 2 usage, 3 the world, 4 too many did not succeed, 130 and 143
 *   interrupted.
 */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const session = new Session(streams);
  const program = makeProgram(session, argv);
  try {
    await program.parseAsync(flagForEachTag(argv), { from: 'user' });
    return session.exitCode;
  } catch (error) {
    return await reportError(error, session, { argv, command: commandOf(program, argv) });
  } finally {
    session.end();
  }
}

/** The command that the words name, as far as they do. */
function commandOf(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
  }
  return command;
}
