import type { Outcome, OutcomePair } from '../../../results/index.ts';

/** How pairs are written. */
export type PairFormat = 'jsonl' | 'csv';

/** What a pair is written as. */
export interface PairWriter {
  /** What stands before all pairs. */
  readonly head: string;
  readonly lineOf: (pair: OutcomePair) => string;
}

/** Of each run, what becomes a column; its letter stands behind. */
const COLUMNS: Readonly<Record<string, (outcome: Outcome | undefined) => unknown>> = {
  status: (outcome) => outcome?.status,
  finishReason: (outcome) => outcome?.finishReason,
  text: (outcome) => outcome?.text,
  error: (outcome) => outcome?.error?.code ?? outcome?.reason,
  inputTokens: (outcome) => outcome?.usage?.inputTokens,
  outputTokens: (outcome) => outcome?.usage?.outputTokens,
};

/** Gives what writes pairs as lines of JSON, or as a table whose cells no spreadsheet runs. */
export async function pairWriter(format: PairFormat): Promise<PairWriter> {
  if (format === 'jsonl')
    return { head: '', lineOf: (pair) => `${JSON.stringify(pairJson(pair))}\n` };
  const { csvCell } = await import('../../../results/index.ts');
  const names = Object.keys(COLUMNS).flatMap((name) => [`${name}A`, `${name}B`]);
  const cellsOf = ({ recordId, change, a, b }: OutcomePair) => [
    ...[recordId, change],
    ...Object.values(COLUMNS).flatMap((valueOf) => [valueOf(a), valueOf(b)]),
  ];
  return {
    head: `${['recordId', 'change', ...names].join(',')}\r\n`,
    lineOf: (pair) =>
      `${cellsOf(pair)
        .map((cell) => csvCell(cell))
        .join(',')}\r\n`,
  };
}

/** A pair with what of both outcomes is compared, and where they stand. */
export function pairJson({
  recordId,
  change,
  a,
  b,
}: OutcomePair): Readonly<Record<string, unknown>> {
  return { recordId, change, a: sideOf(a), b: sideOf(b) };
}

function sideOf(outcome: Outcome | undefined): Readonly<Record<string, unknown>> | undefined {
  if (outcome === undefined) return undefined;
  const { status, reason, finishReason, text, answer, error, usage, job, shard, line } = outcome;
  // what has no text, such as an embedding, is compared by its output
  const output = text === undefined ? outcome.output : undefined;
  return { status, reason, finishReason, text, answer, output, error, usage, job, shard, line };
}
