import { createInterface } from 'node:readline/promises';
import type { Session } from './session.ts';

/**
 * Asks who sits at the terminal; no where nobody does, or the answer is not yes.
 *
 * @throws The reason where the command is interrupted meanwhile.
 */
export async function askYesNo(question: string, session: Session): Promise<boolean> {
  const { stdin, stderr, env } = session.streams;
  const isSeen = !session.isQuiet && !session.isJson && stderr.isTTY === true;
  const isCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  if (!isSeen || isCi || stdin.isTTY !== true || !isStream(stdin)) return false;
  // lines come whole from the terminal, so that Ctrl-C still interrupts the command
  const reader = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const { signal } = session;
    const closed = new Promise<string>((resolve) => reader.once('close', () => resolve('')));
    const asked = reader.question(`${question} [y/N] `, signal === undefined ? {} : { signal });
    const answer = await Promise.race([asked, closed]);
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    session.signal?.throwIfAborted();
    throw error;
  } finally {
    reader.close();
  }
}

function isStream(
  stdin: Session['streams']['stdin'],
): stdin is typeof stdin & NodeJS.ReadableStream {
  return 'on' in stdin;
}
