import { printableLines } from '../../core/index.ts';
import type { Outcome, OutcomeFileOptions } from '../../results/index.ts';
import type { Session } from '../session/session.ts';

/** Outcomes are written in batches: waiting once for each would take longer than reading them. */
const BATCH_UNITS = 1 << 16;

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
  const write = (text: string) =>
    session.write(isTerminal ? printableLines(text.replaceAll('\r\n', '\n')) : text);
  let lines = '';
  for await (const batch of batches) {
    for (const outcome of batch) {
      lines += writer.add(outcome);
      if (lines.length < BATCH_UNITS) continue;
      await write(lines);
      lines = '';
    }
  }
  await write(lines + writer.finish());
}
