/** Whole ids of models of Claude, of the parts that tell them apart. */
export function claudeIds(names: string): readonly string[] {
  return names.split(' ').map((name) => `anthropic.claude-${name}`);
}

/** Those that were there before any of them thought. */
export const CLAUDE_3: string =
  '3-haiku-20240307-v1:0 3-sonnet-20240229-v1:0 3-opus-20240229-v1:0 3-5-sonnet-20240620-v1:0 3-5-sonnet-20241022-v2:0 ' +
  '3-5-haiku-20241022-v1:0';
export const CLAUDE_3_7 = '3-7-sonnet-20250219-v1:0';
export const CLAUDE_4 = 'sonnet-4-20250514-v1:0 opus-4-20250514-v1:0';
export const OPUS_4_1 = 'opus-4-1-20250805-v1:0';
export const SONNET_4_5 = 'sonnet-4-5-20250929-v1:0';
export const OPUS_4_5 = 'opus-4-5-20251101-v1:0';
export const CLAUDE_4_5: string = `${SONNET_4_5} haiku-4-5-20251001-v1:0 ${OPUS_4_5}`;
export const CLAUDE_4_6 = 'opus-4-6-v1 sonnet-4-6';
export const OPUS_4_7_AND_8 = 'opus-4-7 opus-4-8';
export const CLAUDE_5 = 'opus-5 sonnet-5 fable-5';
export const CLAUDE_5_5 = 'opus-5-5 sonnet-5-5 haiku-5-5';
export const LATER_FABLES = 'fable-5-1 fable-5-2';
