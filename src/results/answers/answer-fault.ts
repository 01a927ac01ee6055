import { formatPath, type SchemaFinding, withoutUndefined } from '../../core/index.ts';
import { incompleteReason, type Outcome, type OutcomeError } from '../outcomes/outcome.ts';

/** The answer is no JSON. */
const NOT_JSON = 'ANSWER_NOT_JSON';
/** It is, and does not fit the schema. */
const INVALID = 'ANSWER_INVALID';

/** Tells whether a record failed for what it was answered: its answer is there, and is not what was asked for. */
export function isAnswerFault({ error }: Pick<Outcome, 'error'>): boolean {
  return error?.code === NOT_JSON || error?.code === INVALID;
}

/** What is wrong with an answer that is no JSON. */
export function notJson(outcome: Outcome, fault: string): OutcomeError {
  return errorOf(outcome, { code: NOT_JSON, says: `is not JSON: ${fault}` });
}

/** What is wrong with an answer that does not fit: the first finding of its schema. */
export function notFitting(
  outcome: Outcome,
  { path: steps, text, expected, received }: SchemaFinding,
): OutcomeError {
  const path = formatPath(steps);
  const at = path === '' ? '' : ` at ${path}`;
  const says = `does not fit${at}: ${text}; it is ${received}`;
  return errorOf(outcome, { code: INVALID, says, path, expected });
}

interface Fault extends Pick<OutcomeError, 'code' | 'path' | 'expected'> {
  readonly says: string;
}

/** The same record is likely to be cut off or refused again: it is tried again where that is asked for by the reason. */
function errorOf(outcome: Outcome, { code, says, path, expected }: Fault): OutcomeError {
  const reason = incompleteReason(outcome);
  const ended = reason === undefined ? '' : `ended with "${reason}" and `;
  const message = `The answer ${ended}${says}`;
  const retryable = reason === undefined;
  return Object.freeze({ code, message, retryable, ...withoutUndefined({ path, expected }) });
}
