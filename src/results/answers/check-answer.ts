import {
  describeValue,
  InvalidOptionError,
  isStandardSchema,
  outputOf,
  quote,
  type StandardSchema,
} from '../../core/index.ts';
import { copyTexts } from '../outcomes/kept-texts.ts';
import type { Outcome, OutcomeError } from '../outcomes/outcome.ts';
import { notFitting, notJson } from './answer-fault.ts';
import { jsonInText } from './json-in-text.ts';

/** What answers have to be: JSON, or JSON that fits a schema. */
export type AnswerForm<Answer = unknown> = 'json' | StandardSchema<Answer>;

/** What is asked of answers. */
export interface AnswerOptions<Answer = unknown> {
  /**
   * What the text of every answer has to be: JSON, alone or in a block fenced with ```, or also what fits a schema: zod, valibot, arktype or any
   * other Standard Schema without asynchronous checks. The value, as the schema gives it, stands in `answer`. An answer that is something else is
   * `failed`, as `ANSWER_NOT_JSON` or `ANSWER_INVALID`, and keeps its text. Default: answers are not looked at.
   */
  readonly answer?: AnswerForm<Answer> | undefined;
}

/** Gives the outcome of a record with its answer checked; anything but a success stays what it is. */
export type CheckAnswer = (outcome: Outcome) => Outcome;

/**
 * Makes what checks answers; undefined where nothing is asked of them.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the form is neither `json` nor a schema; the check itself throws it where the schema throws
 *   or answers with a promise.
 */
export function answerCheck({ answer }: AnswerOptions): CheckAnswer | undefined {
  if (answer === undefined) return undefined;
  if (answer !== 'json' && !isStandardSchema(answer)) throw noForm(answer);
  const schema = answer === 'json' ? undefined : answer;
  return (outcome) => (outcome.status === 'succeeded' ? checked(outcome, schema) : outcome);
}

function checked(outcome: Outcome, schema: StandardSchema | undefined): Outcome {
  const { text, recordId } = outcome;
  if (text === undefined) return failed(outcome, notJson(outcome, 'it has no text'));
  const found = jsonInText(text);
  if ('fault' in found) return failed(outcome, notJson(outcome, found.fault));
  if (schema === undefined) return succeeded(outcome, found.value);
  const subject = () => `the answer to ${quote(recordId)}`;
  const output = outputOf(schema, found.value, { option: 'answer', subject });
  const [fault] = output.findings;
  return fault === undefined
    ? succeeded(outcome, output.value)
    : failed(outcome, notFitting(outcome, fault));
}

function succeeded(outcome: Outcome, answer: unknown): Outcome {
  return copyTexts(outcome, Object.freeze({ ...outcome, answer }));
}

function failed(outcome: Outcome, error: OutcomeError): Outcome {
  return copyTexts(outcome, Object.freeze({ ...outcome, status: 'failed', error }));
}

function noForm(form: unknown): InvalidOptionError {
  const received = typeof form === 'string' ? quote(form) : describeValue(form);
  return new InvalidOptionError(`Answers cannot be checked by ${received}`, {
    option: 'answer',
    expected:
      '"json", or a schema of zod (3.24 or newer), valibot, arktype or another Standard Schema',
    received,
  });
}
