import type { Outcome } from '../../results/index.ts';
import type { Session } from '../session/session.ts';

/** Outcomes are written in batches: waiting once for each would take longer than reading them. */
const BATCH_UNITS = 1 << 16;

/** Writes outcomes, which come some at a time, to stdout, a line of JSON each. */
export async function printLines(
  batches: AsyncIterable<Iterable<Outcome>>,
  session: Session,
): Promise<void> {
  const { formatOutcome } = await import('../../results/index.ts');
  let lines = '';
  for await (const batch of batches) {
    for (const outcome of batch) {
      lines += `${formatOutcome(outcome)}\n`;
      if (lines.length < BATCH_UNITS) continue;
      await session.write(lines);
      lines = '';
    }
  }
  await session.write(lines);
}
