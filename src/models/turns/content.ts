import { describeValue, isObject, type PathStep, quote } from '../../core/index.ts';
import { firstMember } from './read-turns.ts';
import { mapAll, type Say } from './turn.ts';

/** Where a content stands, for what is said of it. */
export interface ContentPlace {
  readonly turn: number | undefined;
  /** 1-based; absent where it is all of the content. */
  readonly part?: number | undefined;
  readonly path: readonly PathStep[];
  readonly say: Say;
}

/** Writes the content of a turn as a family has it; undefined where that cannot be, which was said then. */
export type ContentWriter<Content> = (content: unknown, place: ContentPlace) => Content | undefined;

type Part = Readonly<Record<string, unknown>>;

const TEXT_OR_PARTS = 'a text or a list of parts';
const TEXT_PART = 'a part such as {"type":"text","text":"…"}';
const ONLY_TEXTS = 'Write the turn as the model takes it, or as text alone';

/**
 * Makes the writer of contents whose parts have a type: texts of others get one, parts of the family pass as they are.
 *
 * @param isOwn Whether a part of this type may be one of the family's: whether it is a good one is for the family's rules.
 */
export function typedContent<Block>(
  isOwn: (type: string) => boolean,
): ContentWriter<string | readonly Block[]> {
  const partOf = (part: Part, place: ContentPlace): Part | undefined => {
    const { type, ...members } = part;
    if (mayBeText(type) && isText(members)) return { type: 'text', text: members['text'] };
    if (typeof type === 'string' && isOwn(type)) return part;
    return saidOf(place, { received: partName(part), expected: TEXT_PART });
  };
  return (content, place) =>
    typeof content === 'string'
      ? content
      : (parts(content, place, partOf) as readonly Block[] | undefined);
}

/**
 * Makes the writer of contents whose parts are named by their key, as those of Converse: a text becomes such a part, and what has no type
 * passes as it is, for the family's rules to judge.
 */
export function keyedContent<Block>(): ContentWriter<readonly Block[]> {
  return (content, place) => {
    const list = typeof content === 'string' ? [{ text: content }] : content;
    return parts(list, place, keyedPart) as readonly Block[] | undefined;
  };
}

function keyedPart(part: Part, place: ContentPlace): Part | undefined {
  const { type, ...members } = part;
  if (mayBeText(type) && isText(members)) return { text: members['text'] };
  if (isNothing(type)) return members;
  return saidOf(place, { received: partName(part), expected: 'a part such as {"text":"…"}' });
}

/** Writes contents of families that take one text: a list is taken where it has a single part, which is text. */
export const textContent: ContentWriter<string> = (content, place) => {
  if (typeof content === 'string') return content;
  const [part, second]: readonly unknown[] = Array.isArray(content) ? content : [];
  if (second !== undefined) {
    const received = `a list of ${(content as readonly unknown[]).length} parts`;
    return saidOf(place, { received, expected: 'one text', hint: 'Join its texts into one' });
  }
  if (isObject(part)) {
    const { type, ...members } = part;
    if (mayBeText(type) && isText(members)) return members['text'];
    const expected = 'text, which is all that this model takes,';
    const at = { ...place, path: [...place.path, 0], part: 1 };
    return saidOf(at, { received: partName(part), expected });
  }
  return saidOf(place, { received: contentName(content), expected: 'one text' });
};

function parts(
  content: unknown,
  place: ContentPlace,
  partOf: (part: Part, place: ContentPlace) => Part | undefined,
): readonly Part[] | undefined {
  if (!Array.isArray(content))
    return saidOf(place, { received: contentName(content), expected: TEXT_OR_PARTS });
  return mapAll(content as readonly unknown[], (part, index) => {
    const at = { ...place, path: [...place.path, index], part: index + 1 };
    if (isObject(part)) return partOf(part, at);
    return saidOf(at, { received: describeValue(part), expected: TEXT_PART });
  });
}

/** Tables that hold many kinds of parts write null where a part has no such member. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function mayBeText(type: unknown): boolean {
  return type === 'text' || isNothing(type);
}

/** Whether a text is all that a part has besides its type. */
function isText(members: Part): members is { readonly text: string } {
  const { text, ...others } = members;
  return typeof text === 'string' && firstMember(others) === undefined;
}

function partName({ type, ...members }: Part): string {
  const { text, ...others } = members;
  if (type === 'text' && typeof text !== 'string')
    return `one whose text is ${describeValue(text)}`;
  if (type === 'text') return `a text with ${quote(firstMember(others) ?? '', 40)}`;
  if (typeof type === 'string') return `one of the type ${quote(type, 40)}`;
  const key = firstMember(members);
  return key === undefined ? 'one without a type' : `one with ${quote(key, 40)} and no type`;
}

function contentName(content: unknown): string {
  return content === undefined ? 'no content' : `the content ${describeValue(content)}`;
}

function saidOf(
  { turn, part, path, say }: ContentPlace,
  texts: { readonly received: string; readonly expected: string; readonly hint?: string },
): undefined {
  const received = part === undefined ? texts.received : `as part ${part} ${texts.received}`;
  return say({ turn, path, hint: ONLY_TEXTS, ...texts, received });
}
