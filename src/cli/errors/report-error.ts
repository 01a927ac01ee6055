import { CommanderError } from 'commander';
import { DatasetInvalidError, isBedrockBatchError, printableJson } from '../../core/index.ts';
import { exitCodeOf, exitCodes } from '../session/exit-code.ts';
import { Interruption } from '../session/interrupt.ts';
import { SHOWN_DIAGNOSTICS } from '../session/say-report.ts';
import type { Session } from '../session/session.ts';
import { painter } from '../terminal/color.ts';
import { bugText, errorJson, errorText } from './error-text.ts';
import { type RefusedCall, usageErrorOf } from './refused-call.ts';
import { systemErrorOf } from './system-error.ts';

/** Says what ended a command, and gives the exit status. */
export async function reportError(
  thrown: unknown,
  session: Session,
  call: RefusedCall,
): Promise<number> {
  if (thrown instanceof CommanderError && isHelp(thrown)) {
    return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
  const interruption = interruptionOf(thrown, session);
  if (interruption !== undefined) return reportInterruption(interruption, session);
  const error = systemErrorOf(
    thrown instanceof CommanderError ? usageErrorOf(thrown, call) : thrown,
  );
  if (call.argv.includes('--json')) await sayJson(errorJson(error), session);
  else await complain(error, session, call);
  return exitCodeOf(error);
}

/** Behind outcomes, which are lines of JSON, it goes where what they add up to goes. */
async function sayJson(document: unknown, session: Session): Promise<void> {
  if (session.hasWritten) session.complain(printableJson(document));
  else await session.printJson(document);
}

/** Help and version were printed; that is all there is to say. */
function isHelp({ code, exitCode }: CommanderError): boolean {
  return exitCode === 0 || code === 'commander.help';
}

/** What no stage foresaw is a consequence of the interruption, if there was one: streams break off, waits end. */
function interruptionOf(thrown: unknown, { signal }: Session): Interruption | undefined {
  if (thrown instanceof Interruption) return thrown;
  const { reason } = signal ?? {};
  return reason instanceof Interruption && !isBedrockBatchError(thrown) ? reason : undefined;
}

function reportInterruption(interruption: Interruption, session: Session): number {
  const { signal, exitCode } = interruption;
  if (signal === 'SIGPIPE') return exitCode;
  const remains = session.remains === undefined ? '' : `: ${session.remains}`;
  session.complain(`Interrupted${remains}`);
  return exitCode;
}

async function complain(error: unknown, session: Session, call: RefusedCall): Promise<void> {
  const color = session.colorFor('stderr');
  const paint = painter(color);
  if (!isBedrockBatchError(error)) {
    session.complain(bugText(error, paint));
    return;
  }
  if (error instanceof DatasetInvalidError) {
    const { pretty } = await import('../reporters/pretty.ts');
    session.complain(pretty(error.report, session.reporterOptions('stderr', SHOWN_DIAGNOSTICS)));
  }
  session.complain(
    errorText(error, { paint, width: session.widthOf('stderr'), command: call.command }),
  );
}
