import type { Session, Streams, Terminal } from '../session/session.ts';
import { LineProgress } from './line-progress.ts';
import { noProgress, type Progress } from './progress.ts';

/** Makes the progress that fits the session: a spinner on a terminal, else a plain line for each stage, or nothing. */
export async function makeProgress(session: Session): Promise<Progress> {
  const { stderr, env } = session.streams;
  if (session.isQuiet) return noProgress;
  if (!canSpin(stderr, env)) {
    return new LineProgress((line) => session.complain(line));
  }
  const { SpinnerProgress } = await import('./spinner-progress.ts');
  return SpinnerProgress.on(stderr, session.colorFor('stderr'));
}

const FEWEST_COLUMNS = 20;

/** A terminal that does not know its width says 0, and a spinner would clear lines without end. */
function canSpin({ isTTY, columns = 80 }: Terminal, env: Streams['env']): boolean {
  const isCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  return isTTY === true && columns >= FEWEST_COLUMNS && !isCi && env['TERM'] !== 'dumb';
}

/** Does a command's work with its progress, which is put away before anything else is printed. */
export async function withProgress<Value>(
  session: Session,
  work: (progress: Progress) => Promise<Value>,
): Promise<Value> {
  const progress = await makeProgress(session);
  try {
    return await work(progress);
  } finally {
    progress.stop();
  }
}
