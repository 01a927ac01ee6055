import type { Verdicts } from '../../engine/index.ts';
import type { Validation } from './validation.ts';

/** Puts the lines of one source into the validator; it waits only for what a block needs and what is not there yet. */
export async function pushLines(
  lines: AsyncIterable<Verdicts>,
  { validator, explainer, objects, options: { signal } }: Validation,
): Promise<void> {
  for await (const block of lines) {
    signal?.throwIfAborted();
    if (explainer.isMissedBy(block)) await explainer.load();
    validator.push(block);
    if (objects?.areMany === true) await objects.lookAtAll(signal);
  }
}
