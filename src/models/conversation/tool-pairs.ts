import { quote } from '../../core/index.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import type { Say } from './say.ts';
import type { ToolMark, ToolMessage, ToolReader } from './tool-messages.ts';

/** How a family writes calls and results of tools, and how sure it is that they come in pairs. */
export interface ToolPairsOptions {
  readonly read: ToolReader;
  /** What a call is called, such as `tool_use`. */
  readonly call: string;
  /** What a result is called, such as `tool_result`. */
  readonly result: string;
  readonly say: Say;
  /** Says what is less sure: ids that come again in later turns, and a second result. */
  readonly sayAgain: Say;
}

/**
 * Makes the rule that each call of a tool has its result in the next turn, and each result its call in the turn before.
 *
 * Messages of the same side that follow each other are one turn: results may be spread over several of them.
 */
export function toolPairs(options: ToolPairsOptions): ModelInputRule {
  return (modelInput) => {
    const messages = options.read(modelInput);
    return messages.some(({ marks }) => marks.length > 0) ? [...unpaired(messages, options)] : [];
  };
}

function* unpaired(
  messages: readonly ToolMessage[],
  options: ToolPairsOptions,
): Generator<RuleFinding> {
  const turns = turnsOf(messages);
  const seen = new Set<string>();
  for (const [index, turn] of turns.entries()) {
    const [before, after] = [turns[index - 1], turns[index + 1]];
    if (turn.by === 'model') {
      yield* callsTwice(turn, seen, options);
      yield* callsWithout(turn, after, options);
    } else yield* resultsWithout(turn, before, options);
  }
}

function turnsOf(messages: readonly ToolMessage[]): readonly ToolMessage[] {
  const turns: { by: ToolMessage['by']; marks: ToolMark[] }[] = [];
  for (const { by, marks } of messages) {
    const last = turns.at(-1);
    if (last?.by === by) last.marks.push(...marks);
    else turns.push({ by, marks: [...marks] });
  }
  return turns;
}

function* callsTwice(
  { marks }: ToolMessage,
  seen: Set<string>,
  { call, say, sayAgain }: ToolPairsOptions,
): Generator<RuleFinding> {
  const here = new Set<string>();
  for (const { kind, id, path } of marks) {
    if (kind !== 'call' || id === undefined) continue;
    const received = `a ${call} with the id ${quote(id)} again`;
    const texts = { expected: `an id of its own for each ${call}`, received };
    if (here.has(id)) yield say(path, texts);
    else if (seen.has(id)) yield sayAgain(path, texts);
    here.add(id);
    seen.add(id);
  }
}

function* callsWithout(
  turn: ToolMessage,
  after: ToolMessage | undefined,
  { call, result, say }: ToolPairsOptions,
): Generator<RuleFinding> {
  const answered = idsOf(after, 'result');
  // A result without an id may be the one that is missed: the schema says what is wrong with it.
  if (answered === undefined) return;
  for (const { kind, id, path } of turn.marks) {
    if (kind !== 'call' || id === undefined || answered.has(id)) continue;
    const received = `a ${call} (${quote(id)}) without its ${result}`;
    yield say(path, { expected: `a ${call} whose ${result} stands in the next turn`, received });
  }
}

function* resultsWithout(
  turn: ToolMessage,
  before: ToolMessage | undefined,
  { call, result, say, sayAgain }: ToolPairsOptions,
): Generator<RuleFinding> {
  const calls = idsOf(before, 'call', 'served');
  if (calls === undefined) return;
  const seen = new Set<string>();
  for (const { kind, id, path } of turn.marks) {
    if (kind !== 'result' || id === undefined) continue;
    if (!calls.has(id)) {
      const received = `a ${result} for ${quote(id)}, which the turn before does not call`;
      yield say(path, { expected: `a ${result} for a ${call} of the turn before`, received });
    } else if (seen.has(id)) {
      const received = `another ${result} for ${quote(id)}`;
      yield sayAgain(path, { expected: `one ${result} for each ${call}`, received });
    }
    seen.add(id);
  }
}

/** Ids of marks of some kinds; undefined where one of them has none. */
function idsOf(
  turn: ToolMessage | undefined,
  ...kinds: readonly ToolMark['kind'][]
): ReadonlySet<string> | undefined {
  const ids = new Set<string>();
  for (const { kind, id } of turn?.marks ?? []) {
    if (!kinds.includes(kind)) continue;
    if (id === undefined) return undefined;
    ids.add(id);
  }
  return ids;
}
