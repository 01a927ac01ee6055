import { SpreadSample } from '../../core/index.ts';
import { memberSpans } from '../../engine/index.ts';
import type { CountedRecord } from './counted-tokens.ts';
import { tokensOf } from './input-tokens.ts';
import { recordLines } from './record-lines.ts';
import { recordSize } from './record-size.ts';
import type { TokenCounter } from './token-counter.ts';

const AT_A_TIME = 4;

/** Which records are counted, of those that can be read. */
export interface Sample {
  readonly most: number;
  /** Records in the lines. */
  readonly of: number;
}

/** Counts the tokens of records that are spread over all, the same ones of the same lines. Memory: four records. */
export async function countSample(
  spans: AsyncIterable<Buffer>,
  sample: Sample,
  { counter, signal }: { readonly counter: TokenCounter; readonly signal: AbortSignal | undefined },
): Promise<readonly CountedRecord[]> {
  const picked = pickRecords(spans, sample);
  const counted: CountedRecord[] = [];
  // one iterator for all: an error in one worker ends it, and with it the others
  const work = async () => {
    for await (const { number, modelInput, guessed } of picked) {
      signal?.throwIfAborted();
      counted[number] = { guessed, counted: await counter.count(modelInput, signal) };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return counted;
}

async function* pickRecords(spans: AsyncIterable<Buffer>, { most, of }: Sample) {
  const sample = new SpreadSample(of, Math.min(most, of));
  let index = 0;
  let picked = 0;
  for await (const bytes of spans) {
    for (const { line, modelInput } of recordLines(bytes)) {
      if (picked === sample.count) return;
      if (modelInput === undefined) continue;
      if (index === sample.recordAt(picked)) {
        yield { number: picked, modelInput: rawModelInput(line), guessed: guessOf(modelInput) };
        picked += 1;
      }
      index += 1;
    }
  }
}

function guessOf(modelInput: unknown): number {
  return tokensOf(recordSize(modelInput).text).likely;
}

function rawModelInput(line: string): Uint8Array {
  const found = memberSpans(Buffer.from(line)).get('modelInput');
  if (found === undefined) throw new TypeError('A record that was read has no model input');
  return found;
}
