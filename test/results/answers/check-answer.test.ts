import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AnswerForm, answerCheck } from '../../../src/results/answers/check-answer.ts';
import { formatOutcome, isWorthRetrying, type Outcome } from '../../../src/results/index.ts';
import { outcomeIn } from '../../../src/results/outcomes/saved-line.ts';
import { ownSchema } from '../../support/own-schema.ts';

const GENRE = z.object({ genre: z.enum(['drama', 'horror']), year: z.coerce.number().optional() });

const said = (text: string | undefined, more: Partial<Outcome> = {}): Outcome => ({
  recordId: '1',
  status: 'succeeded',
  ...(text === undefined ? {} : { text }),
  ...more,
});

function check(outcome: Outcome, answer: AnswerForm = GENRE): Outcome {
  const checked = answerCheck({ answer })?.(outcome);
  if (checked === undefined) throw new Error('Nothing checks answers');
  return checked;
}

describe('answerCheck', () => {
  it('puts what the schema makes of an answer beside its text', () => {
    const text = '```json\n{"genre":"drama","year":"1950"}\n```';
    expect(check(said(text))).toEqual(said(text, { answer: { genre: 'drama', year: 1950 } }));
  });

  it('says where the first fault is, what is expected there, and that another try may help', () => {
    const list = z.object({ films: z.array(GENRE) });
    const outcome = check(said('{"films":[{"genre":"drama"},{"genre":7}]}'), list);

    expect(outcome).toMatchObject({ status: 'failed', text: expect.stringContaining('films') });
    expect(outcome).not.toHaveProperty('answer');
    const { error } = outcome;
    expect(error).toMatchObject({
      code: 'ANSWER_INVALID',
      path: 'films[1].genre',
      retryable: true,
    });
    expect(error?.message).toMatch(/^The answer does not fit at films\[1\]\.genre: .*; it is /);
    const missing = check(said('{}'), z.object({ year: z.number() })).error;
    expect(missing).toMatchObject({ path: 'year', expected: 'number' });
  });

  it('says of an answer that is no JSON why, and of one without text that it has none', () => {
    expect(check(said('Drama, I think'), 'json').error?.message).toMatch(
      /^The answer is not JSON: /,
    );
    expect(check(said(undefined), 'json').error).toEqual({
      code: 'ANSWER_NOT_JSON',
      message: 'The answer is not JSON: it has no text',
      retryable: true,
    });
  });

  it('keeps how an answer ended that was cut off, which is tried again only where that is asked for', () => {
    const cut = check(said('{"genre":"dra', { finishReason: 'length' }));

    expect(cut).toMatchObject({ status: 'failed', finishReason: 'length' });
    expect(cut.error?.message).toMatch(/^The answer ended with "length" and is not JSON: /);
    expect(isWorthRetrying(cut)).toBe(false);
    expect(isWorthRetrying(cut, ['length'])).toBe(true);
    expect(isWorthRetrying(check(said('drama')))).toBe(true);
  });

  it('leaves whole answers alone that were cut off behind their JSON', () => {
    const outcome = check(said('{"genre":"drama"}', { finishReason: 'length' }));
    expect(outcome).toMatchObject({ status: 'succeeded', answer: { genre: 'drama' } });
  });

  it('leaves what is no success as it is', () => {
    const missing: Outcome = { recordId: '1', status: 'missing' };
    expect(check(missing)).toBe(missing);
    expect(answerCheck({})).toBeUndefined();
  });

  it('leaves outputs as Bedrock wrote them', () => {
    const output = '{"big":12345678901234567890,"one":1.0}';
    const saved = outcomeIn(
      `{"recordId":"1","status":"succeeded","output":${output},"text":"[1]"}`,
    );
    expect(formatOutcome(saved)).toContain(output);
    const checked = check(said('[1]', { output: saved.output }), 'json');
    expect(JSON.parse(formatOutcome(checked))).toMatchObject({ answer: [1] });
  });

  it('refuses what is no form, and schemas that throw or make wait', () => {
    expect(() => answerCheck({ answer: 'yaml' as 'json' })).toThrow(/cannot be checked by "yaml"/);
    const throwing = ownSchema(() => {
      throw new Error('oh');
    });
    expect(() => check(said('1'), throwing)).toThrow(
      'The schema for answers threw at the answer to "1" instead of saying whether it fits: "Error: oh"',
    );
    const waiting = z.number().refine(() => Promise.resolve(true));
    expect(() => check(said('1'), waiting)).toThrow(/answers with a promise at the answer to "1"/);
  });
});
