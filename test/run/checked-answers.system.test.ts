import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { AnswerFunction } from '../../src/emulator/index.ts';
import {
  type Outcome,
  readOutcomes,
  readSavedOutcomes,
  retryDataset,
} from '../../src/results/index.ts';
import { retryRun, runDataset } from '../../src/run/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';
import { QUOTAS, target } from '../support/retried-run.ts';

const GENRE = z.object({ genre: z.string() });

const said = (text: string, stop_reason = 'end_turn') => ({
  content: [{ type: 'text', text }],
  stop_reason,
  usage: { input_tokens: 3, output_tokens: 2 },
});

/** The first time record 3 says nothing but prose, 5 something that fits no schema, 7 is cut off; the second time all are as asked. */
function answers(): AnswerFunction {
  const asked = new Set<string>();
  const first: Readonly<Record<string, unknown>> = {
    '00000003': said('Drama!'),
    '00000005': said('{"genre":5}'),
    '00000007': said('{"genre":"dr', 'max_tokens'),
  };
  return ({ recordId }) => {
    const isFirst = !asked.has(recordId);
    asked.add(recordId);
    const answer = isFirst ? first[recordId] : undefined;
    return answer ?? said('```json\n{"genre":"drama"}\n```');
  };
}

let opened: Workshop | undefined;

async function open(options: Parameters<typeof Workshop.open>[0] = {}): Promise<Workshop> {
  opened = await Workshop.open({ timeScale: 50, answer: answers(), ...options });
  return opened;
}

afterEach(() => opened?.[Symbol.asyncDispose]());

const options = (shop: Workshop) => ({
  model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  prompt: '{{text}}',
  maxTokens: 50,
  out: join(shop.folder, 'out'),
  quotas: QUOTAS,
  ...target(shop),
});

async function all<Answer>(outcomes: AsyncIterable<Outcome<Answer>>): Promise<Outcome<Answer>[]> {
  const found: Outcome<Answer>[] = [];
  for await (const outcome of outcomes) found.push(outcome);
  return found;
}

const failures = (outcomes: readonly Outcome[]) =>
  Object.fromEntries(
    outcomes.flatMap(({ recordId, status, error }) =>
      status === 'succeeded' ? [] : [[Number(recordId), error?.code]],
    ),
  );

describe('answers that are checked', () => {
  it('count where outcomes are counted, are saved as they are, and are judged anew by every schema', async () => {
    const shop = await open();
    const report = await runDataset(textRows(40), { ...options(shop), answer: GENRE });

    const { run, totals } = report;
    expect(totals.counts).toMatchObject({ succeeded: 37, failed: 3 });
    expect(totals).toMatchObject({ records: 40, invalidAnswers: 3, incomplete: { length: 0 } });
    expect(totals.tokens).toEqual({ inputTokens: 120, outputTokens: 80 });
    expect(report.outcomes).toEqual([join(shop.folder, 'out/runs/main/checked.jsonl')]);
    const written = (await readFile(report.outcomes[0] ?? '', 'utf8')).trim().split('\n');
    expect(written.map((line) => JSON.parse(line)).filter(({ answer }) => answer)).toHaveLength(37);

    expect(failures(await all(readSavedOutcomes(run)))).toEqual({});
    const checked = await all(readSavedOutcomes(run, { answer: GENRE, order: 'source' }));
    const expected = { 3: 'ANSWER_NOT_JSON', 5: 'ANSWER_INVALID', 7: 'ANSWER_NOT_JSON' };
    expect(failures(checked)).toEqual(expected);
    expect(checked[0]?.answer?.genre).toBe('drama');
    expectTypeOf(checked[0]?.answer).toEqualTypeOf<{ genre: string } | undefined>();
    const loose = await all(readOutcomes(run, { s3: shop.s3, answer: 'json' }));
    expect(failures(loose)).toEqual({ 3: 'ANSWER_NOT_JSON', 7: 'ANSWER_NOT_JSON' });
  });

  it('are tried again, and a good one takes the place of one that was not', async () => {
    const shop = await open({ quotas: { minRecordsPerJob: 1 } });
    const { run } = await runDataset(textRows(40), options(shop));
    const out = join(shop.folder, 'again');
    const quotas = { minRecordsPerJob: 1 };
    expect(await retryDataset(run, { s3: shop.s3, out, quotas })).toBeUndefined();
    const again = await retryDataset(run, { s3: shop.s3, out, quotas, answer: GENRE });
    expect(again?.manifest.records).toBe(2);

    const retried = await retryRun(run, { ...target(shop), quotas, answer: GENRE });
    expect(retried.rounds).toHaveLength(1);
    expect(retried.totals).toMatchObject({
      counts: { succeeded: 39, failed: 1 },
      invalidAnswers: 1,
    });

    const cut = { ...target(shop), quotas, answer: GENRE, retryOn: ['length'] as const };
    const { totals, outcomes } = await retryRun(run, cut);
    expect(totals).toMatchObject({ counts: { succeeded: 40, failed: 0 }, invalidAnswers: 0 });
    const [line = ''] = (await readFile(outcomes[0] ?? '', 'utf8'))
      .split('\n')
      .filter((one) => one.includes('"recordId":"00000007"'));
    expect(JSON.parse(line)).toMatchObject({ answer: { genre: 'drama' }, attempts: 2 });
    // without the check nobody knows that the first answers were worse, and of equal ones the last counts
    const unchecked = await all(readSavedOutcomes(run));
    expect(
      unchecked.every(({ status, text }) => status === 'succeeded' && text?.includes('drama')),
    ).toBe(true);
  });
});
