import { printableLines } from '../../core/index.ts';
import type { Outcome, OutcomeFileOptions } from '../../results/index.ts';
import type { Session } from '../session/session.ts';

/** A byte order mark is written as it is. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Writes outcomes, which come some at a time, to stdout, a line of JSON each or as a table, of which a terminal gets nothing that could
 * steer it.
 */
export async function printLines(
  batches: AsyncIterable<Iterable<Outcome>>,
  form: OutcomeFileOptions,
  session: Session,
): Promise<void> {
  const { outcomeWriter } = await import('../../results/index.ts');
  const writer = outcomeWriter(form);
  const isTerminal = session.streams.stdout.isTTY === true;
  const write = (bytes: Uint8Array) =>
    isTerminal
      ? session.write(printableLines(DECODER.decode(bytes).replaceAll('\r\n', '\n')))
      : session.writeBytes(bytes);
  for await (const batch of batches) {
    for (const outcome of batch) {
      writer.add(outcome);
      if (writer.isFull) await write(writer.take());
    }
  }
  await write(writer.finish());
}
