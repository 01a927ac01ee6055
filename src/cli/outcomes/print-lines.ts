import { printableLines } from '../../core/index.ts';
import type { Session } from '../session/session.ts';

/** A byte order mark is written as it is. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Writes the bytes of a file of outcomes to stdout, a line of JSON each or as a table, of which a terminal gets nothing that could steer it.
 */
export async function printLines(
  pieces: AsyncIterable<Uint8Array>,
  session: Session,
): Promise<void> {
  const isTerminal = session.streams.stdout.isTTY === true;
  for await (const bytes of pieces) {
    if (isTerminal)
      await session.write(printableLines(DECODER.decode(bytes).replaceAll('\r\n', '\n')));
    else await session.writeBytes(bytes);
  }
}
