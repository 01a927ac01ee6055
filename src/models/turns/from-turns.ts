import { quote } from '../../core/index.ts';
import type { ContentPlace, ContentWriter } from './content.ts';
import { firstMember, readTurns, systemTurn } from './read-turns.ts';
import {
  type ConversationParts,
  type ConversationReading,
  mapAll,
  type PromptParts,
  type Say,
  type Turn,
  type TurnFlaw,
} from './turn.ts';

/** A turn as a family has it. */
export interface Message<Content> {
  readonly role: string;
  /** Absent where the family has turns that only call tools. */
  readonly content?: Content | null | undefined;
}

/** How a family writes conversations. */
export interface ConversationForm<Content> {
  /** Roles of its turns behind the system prompts at the beginning. */
  readonly roles: readonly string[];
  /** Whether system prompts are turns as all others, or stand in a place of their own. */
  readonly system: 'beside' | 'among';
  readonly content: ContentWriter<Content>;
  /** Whether turns may have other members than role and content, such as calls of tools, which its rules judge. */
  readonly hasMembers?: boolean | undefined;
  /** Whether the form has no way to write two turns of one role, or to begin with an answer. */
  readonly alternates?: boolean | undefined;
  /** Puts together what was written; `system` is empty where it stands among the messages. */
  readonly modelInput: (parts: {
    readonly system: readonly Content[];
    readonly messages: readonly Message<Content>[];
    readonly maxTokens: number | undefined;
  }) => Readonly<Record<string, unknown>>;
}

/** What turns prompts and conversations of the data into model inputs. */
interface FromTurns {
  readonly fromPrompt: (parts: PromptParts) => Readonly<Record<string, unknown>>;
  readonly fromMessages: (parts: ConversationParts) => ConversationReading;
}

/**
 * Makes what turns prompts, and conversations of the data, into model inputs of a family.
 *
 * What a turn says is never changed, joined or left out: what the family has no place for is a flaw.
 */
export function fromTurns<Content>(form: ConversationForm<Content>): FromTurns {
  return { fromPrompt: promptBy(form), fromMessages: messagesBy(form) };
}

function promptBy<Content>(form: ConversationForm<Content>): FromTurns['fromPrompt'] {
  const write = (text: string) => form.content(text, OF_PROMPT) as Content; // no family refuses a text
  return ({ prompt, system, maxTokens }) => {
    const question = { role: 'user', content: write(prompt) };
    const prompts = system === undefined ? [] : [write(system)];
    if (form.system === 'beside')
      return form.modelInput({ system: prompts, messages: [question], maxTokens });
    const first = prompts.map((content) => ({ role: 'system', content }));
    return form.modelInput({ system: [], messages: [...first, question], maxTokens });
  };
}

const OF_PROMPT: ContentPlace = { turn: undefined, path: [], say: () => undefined };

function messagesBy<Content>(form: ConversationForm<Content>): FromTurns['fromMessages'] {
  return (parts) => {
    let flaw: TurnFlaw | undefined;
    const say = (found: TurnFlaw) => {
      flaw ??= found;
      return undefined;
    };
    return reading(parts, form, say) ?? { flaw: flaw as TurnFlaw }; // who gives nothing has said why
  };
}

function reading<Content>(
  { messages: value, system, maxTokens }: ConversationParts,
  form: ConversationForm<Content>,
  say: Say,
): ConversationReading | undefined {
  const found = readTurns(value, say);
  const turns = found === undefined ? undefined : withSystem(found, system, say);
  if (turns === undefined) return undefined;
  const firstOther = turns.findIndex(({ role }) => !isSystem(role));
  if (firstOther === -1) return noQuestion(turns, say);
  const start = form.system === 'beside' ? firstOther : 0;
  const prompts = mapAll(turns.slice(0, start), (turn) => contentOf(turn, form, say));
  const later = prompts === undefined ? undefined : turns.slice(start);
  const messages = mapAll(later ?? [], (turn) => messageOf(turn, form, say));
  if (prompts === undefined || messages === undefined) return undefined;
  if (form.alternates === true && !alternate(turns.slice(start), say)) return undefined;
  const modelInput = form.modelInput({ system: prompts, messages, maxTokens });
  return { modelInput, hasBlank: messages.some(isBlankAt) };
}

function isSystem(role: string): boolean {
  return role === 'system' || role === 'developer';
}

/** Puts a system prompt from elsewhere before the turns. */
function withSystem(
  turns: readonly Turn[],
  system: string | undefined,
  say: Say,
): readonly Turn[] | undefined {
  const [first] = turns;
  if (system === undefined || first === undefined) return turns;
  if (isSystem(first.role)) {
    const { number: turn, path } = first.place;
    return say({
      ...{ turn, path, received: 'a system prompt of its own' },
      expected: 'only that of --system',
      hint: 'Leave out --system, or the system prompt of the row',
    });
  }
  return [systemTurn(system), ...turns];
}

function noQuestion(turns: readonly Turn[], say: Say): undefined {
  const { number: turn, path } = (turns.at(-1) as Turn).place;
  return say({
    ...{ turn, path, received: 'the end of the conversation' },
    expected: 'a turn of the user behind the system prompts',
    hint: 'Leave the row out, or write what is asked as a turn of the role "user"',
  });
}

function messageOf<Content>(
  turn: Turn,
  form: ConversationForm<Content>,
  say: Say,
): Message<Content> | undefined {
  const role = roleOf(turn, form, say);
  if (role === undefined) return undefined;
  const { members } = turn;
  const isCall = form.hasMembers === true && role === 'assistant';
  if (isCall && (members['content'] ?? null) === null) return { ...members, role };
  const content = contentOf(turn, form, say);
  if (content === undefined) return undefined;
  return form.hasMembers === true ? { ...members, role, content } : { role, content };
}

function contentOf<Content>(
  { members, place: { number: turn, path, contentKey } }: Turn,
  { content: write, hasMembers }: ConversationForm<Content>,
  say: Say,
): Content | undefined {
  const { role: _, content, ...others } = members;
  const other = hasMembers === true ? undefined : firstMember(others);
  if (other === undefined) return write(content, { turn, path: [...path, contentKey], say });
  const received = `${quote(other, 40)}${content === undefined ? ' and no content' : ''}`;
  return say({
    ...{ turn, path: [...path, other], received },
    expected: '"role" and "content" alone',
    hint: 'Write the turn as the model takes it, or without what the model has no place for',
  });
}

function roleOf(
  { role, place: { number: turn, path } }: Turn,
  { roles, system }: Pick<ConversationForm<unknown>, 'roles' | 'system'>,
  say: Say,
): string | undefined {
  if (roles.includes(role)) return role;
  if (isSystem(role) && roles.includes('system')) return 'system';
  const expected = oneOf(roles);
  return say({
    ...{ turn, path: [...path, 'role'], received: `the role ${quote(role, 40)}` },
    expected:
      system === 'beside' && isSystem(role) ? `${expected}, behind the first ones,` : expected,
    hint: hintOf(role),
  });
}

function oneOf(roles: readonly string[]): string {
  const quoted = roles.map((role) => quote(role));
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** What other programs call the roles. */
const MEANT: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  bot: 'assistant',
  gpt: 'assistant',
  model: 'assistant',
};

function hintOf(role: string): string {
  if (isSystem(role)) return 'Write system prompts at the beginning of the conversation';
  const name = role.toLowerCase();
  const meant = Object.hasOwn(MEANT, name) ? MEANT[name] : undefined;
  const isMeant = meant !== undefined || name === 'user' || name === 'assistant';
  return isMeant
    ? `Write the role as ${quote(meant ?? name)}`
    : 'Leave the row out, or write a --map function that says what the turn is';
}

/** Whether the turns of user and assistant alternate, the first being the user's. */
function alternate(turns: readonly Turn[], say: Say): boolean {
  const index = turns.findIndex(({ role }, at) => (role === 'user') !== (at % 2 === 0));
  const turn = turns[index];
  if (turn === undefined) return true;
  say({
    ...{ turn: turn.place.number, path: [...turn.place.path, 'role'] },
    received: `the role ${quote(turn.role)}`,
    expected: `${turn.role === 'user' ? '"assistant"' : '"user"'}, whose turn it is,`,
    hint: "Write one turn of the user and one of the assistant in turn, the first being the user's",
  });
  return false;
}

/** An answer that has begun may be empty. */
function isBlankAt({ role, content }: Message<unknown>, index: number, all: readonly unknown[]) {
  const isBegun = role === 'assistant' && index === all.length - 1;
  return typeof content === 'string' && content.trim() === '' && !isBegun;
}
