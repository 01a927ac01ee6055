import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecord } from '../../../src/run/on-demand/asked-record.ts';
import { KeptAnswers } from '../../../src/run/on-demand/kept-answers.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const ASKED = { model: 'm', invocationType: 'InvokeModel' } as const;
const IDS = ['a', 'bé', 'c"'];

/** Keeps an answer for whoever has none; gives the ids of these. */
async function answerTheRest(out: string): Promise<readonly string[]> {
  const answers = await KeptAnswers.open(out, ASKED);
  const asked: string[] = [];
  for (const recordId of IDS) {
    const record = readRecord({ recordId, modelInput: { inputText: recordId } });
    if (answers.has(record)) continue;
    asked.push(recordId);
    await answers.keep(record, { modelOutput: '{"text":\n"é"}' });
  }
  expect([answers.done, answers.answered]).toEqual([3, 3]);
  await answers.close();
  return asked;
}

describe('KeptAnswers', () => {
  it('always has one line for each record in the end, wherever a process was killed', async () => {
    await answerTheRest(folder.path);
    const path = join(folder.path, 'answers.jsonl');
    const whole = await readFile(path);

    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (bytes) => {
        await truncate(path, bytes);
        const lines = whole.subarray(0, bytes).toString().split('\n').length - 1;

        expect(await answerTheRest(folder.path)).toEqual(IDS.slice(lines));
        expect(await readFile(path)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});
