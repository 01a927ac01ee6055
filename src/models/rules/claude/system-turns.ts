import { takesOf } from '../../facts/claude/takes.ts';
import { doubtful } from '../doubtful.ts';
import { systemBeside } from '../message-hints.ts';
import { objectsIn } from '../objects-in.ts';
import type { ModelInputRule } from '../rule.ts';

const EXPECTED = '"user" or "assistant", with the system prompt in "system",';

/** Turns are of two; newer models are said to take more of the system prompt after a turn of the user. */
export const claudeSystemTurns: ModelInputRule = (modelInput, { foundationModel }) => {
  const fact = takesOf(foundationModel)?.systemTurns;
  return [...objectsIn(modelInput, 'messages')].flatMap(([index, { role }]) => {
    if (typeof role !== 'string' || role === 'user' || role === 'assistant') return [];
    if (fact === undefined || role !== 'system' || index === 0) return [systemBeside(index, role)];
    const doubt = fact.doubt ?? fact.source;
    return [
      doubtful(['messages', index, 'role'], { expected: EXPECTED, received: '"system"', doubt }),
    ];
  });
};
