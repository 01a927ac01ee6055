import { describeValue, isObject, type PathStep, quote } from '../../core/index.ts';
import { mapAll, type Say, type Turn, type TurnPlace } from './turn.ts';

const CONVERSATION = 'a conversation, as a JSON array of turns,';
const TURN = 'an object of "role" and "content"';
const HINT = 'Write turns such as {"role":"user","content":"…"} in a JSON array';

/**
 * Finds the turns in a value of JSON: an array of them, or an object that has it in `messages` and perhaps a prompt in `system`.
 *
 * Turns of ShareGPT (`from`, `value`) become those of all others where it is certain what is meant.
 *
 * @returns At least one turn; undefined where there is none, which was said then.
 */
export function readTurns(value: unknown, say: Say): readonly Turn[] | undefined {
  if (Array.isArray(value)) return turnsIn(value, [], say);
  if (!isObject(value) || !Array.isArray(value['messages'])) {
    const received = isObject(value)
      ? 'an object without a list of "messages"'
      : describeValue(value);
    return say({ path: [], received, expected: CONVERSATION, hint: HINT });
  }
  const { messages, system, ...others } = value;
  const other = firstMember(others);
  if (other !== undefined) {
    const received = `${quote(other)} beside the messages`;
    const expected = 'an object of "messages" and "system" alone';
    const hint =
      'Keep the messages alone in the column, and give the others with --set, as in tools:={{tools}}';
    return say({ path: [other], received, expected, hint });
  }
  const turns = turnsIn(messages as readonly unknown[], ['messages'], say);
  const isAlone = system === null || system === undefined;
  return turns === undefined || isAlone ? turns : [systemTurn(system), ...turns];
}

/** Gives the name of the first member that is not null. */
export function firstMember(members: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(members).find((key) => members[key] !== null && members[key] !== undefined);
}

/** Makes a turn of a system prompt that is none in the data. */
export function systemTurn(content: unknown): Turn {
  const place = { number: undefined, path: [], contentKey: 'system' };
  return { role: 'system', members: { role: 'system', content }, place };
}

function turnsIn(
  list: readonly unknown[],
  path: readonly PathStep[],
  say: Say,
): readonly Turn[] | undefined {
  if (list.length > 0) {
    return mapAll(list, (value, index) =>
      readTurn(value, { number: index + 1, path: [...path, index], contentKey: 'content' }, say),
    );
  }
  return say({ path, received: 'an empty array', expected: CONVERSATION, hint: HINT });
}

function readTurn(value: unknown, place: TurnPlace, say: Say): Turn | undefined {
  const { number: turn, path } = place;
  if (!isObject(value))
    return say({ turn, path, received: describeValue(value), expected: TURN, hint: HINT });
  const { role } = value;
  if (typeof role === 'string') return turnOf(role, value, place);
  if (role === undefined && Object.hasOwn(value, 'from') && Object.hasOwn(value, 'value'))
    return shareGptTurn(value, place, say);
  if (role === undefined)
    return say({ turn, path, received: 'no "role"', expected: TURN, hint: HINT });
  const received = `the role ${describeValue(role)}`;
  return say({ turn, path: [...path, 'role'], received, expected: 'a text', hint: HINT });
}

/** Leaves out members that are null, as tables write them that hold many kinds of turns; content may be null for a reason. */
function turnOf(role: string, value: Readonly<Record<string, unknown>>, place: TurnPlace): Turn {
  if (!Object.values(value).includes(null)) return { role, members: value, place };
  const members = Object.entries(value).filter(
    ([key, member]) => member !== null || key === 'content',
  );
  return { role, members: Object.fromEntries(members), place };
}

/** Whose turns are certain; those of other names, such as `observation`, are read differently by different programs. */
const SHARE_GPT = new Map<unknown, string>([
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['assistant', 'assistant'],
  ['system', 'system'],
]);

function shareGptTurn(
  { from, value, ...others }: Readonly<Record<string, unknown>>,
  { number, path }: TurnPlace,
  say: Say,
): Turn | undefined {
  const role = SHARE_GPT.get(from);
  if (role !== undefined) {
    const place = { number, path, contentKey: 'value' };
    return turnOf(role, { role, content: value, ...others }, place);
  }
  const received = `"from": ${describeValue(from)}, which is no certain turn of ShareGPT,`;
  return say({
    ...{ turn: number, path: [...path, 'from'], received },
    expected: '"human", "gpt" or "system"',
    hint: 'Leave the row out, or write a --map function that says what the turn is',
  });
}
