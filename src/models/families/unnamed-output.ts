import type { OutputReading } from '../outputs/output-reading.ts';
import { families } from './families.ts';

/**
 * Reads an output of a model whose family nobody knows, where its shape is that of a family.
 *
 * @returns undefined where nothing can be said of it: the shape is no family's.
 */
export function readUnnamedOutput(modelOutput: unknown): OutputReading | undefined {
  for (const { readOutput } of families) {
    const reading = readOutput(modelOutput);
    const isKnown = reading.answer === 'none' && reading.finishReason !== undefined;
    if (reading.answer === 'given' || isKnown) return reading;
  }
  return undefined;
}
