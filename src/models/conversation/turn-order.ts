import { isObject } from '../../core/index.ts';
import { modelRowOf } from '../facts/model-table.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { doubtThat } from './say.ts';

/** Sources: inspect_ai #3848, strands-agents #1223. */
const doubtTurn = doubtThat('that is known of reports about Llama alone');

const TURNS = {
  expected: 'a turn of the assistant between two of the user',
  received: '"user" again',
};

/** Turns of the user that follow each other, in a Converse body for Llama. */
export const doubtTurnOrder: ModelInputRule = ({ messages }, { foundationModel }) => {
  if (!Array.isArray(messages) || foundationModel === undefined) return [];
  if (modelRowOf(foundationModel)?.row.family !== 'llama') return [];
  const findings: RuleFinding[] = [];
  for (const [index, message] of messages.entries()) {
    if (isOfUser(message) && isOfUser(messages[index - 1])) {
      findings.push(doubtTurn(['messages', index, 'role'], TURNS));
    }
  }
  return findings;
};

function isOfUser(message: unknown): boolean {
  return isObject(message) && message['role'] === 'user';
}
