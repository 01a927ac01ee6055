import type { AnswerKind } from './output-reading.ts';

/** Whether a text says anything: the APIs themselves take one of white space alone for an empty one. */
export function saysSomething(text: string | undefined): text is string {
  return text !== undefined && /\S/.test(text);
}

/** What a family answers whose answer is one text: any other shape has none. */
export function answerOfText(text: string | undefined): AnswerKind {
  if (text === undefined) return 'unknown';
  return saysSomething(text) ? 'given' : 'none';
}

/** What a family answers whose answer stands in a list: none of its items may be one, and where there is no list it is another shape. */
export function answerAmong(items: unknown, isAnswer: (item: unknown) => boolean): AnswerKind {
  if (!Array.isArray(items)) return 'unknown';
  return items.some(isAnswer) ? 'given' : 'none';
}

const BLOCK = /<(reasoning|think)>[^]*?<\/\1>|\[THINK\][^]*?\[\/THINK\]/g;
const FIRST_BLOCKS = /^(?:\s*(?:<(reasoning|think)>[^]*?<\/\1>|\[THINK\][^]*?\[\/THINK\]))+/;
/** Only a tag with something behind it: the answer was cut off in the middle of its reasoning. */
const CUT_BLOCK = /(?:<(?:reasoning|think)>|\[THINK\])[^]+$/;
const FIRST_TAG = /^\s*(?:<(?:reasoning|think)>|\[THINK\])/;

/**
 * Takes the reasoning out of a text that begins with it; any other text stays as it is, tags included.
 *
 * gpt-oss writes its reasoning in front of the answer in `<reasoning>`, in one block or several, other open models in
 * `<think>`, and Magistral in `[THINK]`. A block that was never closed goes to the end of the text. Time is linear in the text.
 */
export function withoutReasoning(text: string): string {
  if (!FIRST_TAG.test(text)) return text;
  const behind = text.replace(FIRST_BLOCKS, '').replace(BLOCK, '');
  return FIRST_TAG.test(behind) ? '' : behind.replace(CUT_BLOCK, '');
}
