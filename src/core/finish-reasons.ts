/** How an answer ended, in the words of the field; Bedrock's own word stays in `stopReason`. */
export type FinishReason =
  | 'stop'
  | 'length'
  | 'content-filter'
  | 'tool-calls'
  | 'refusal'
  | 'other';

/** All six, the complete ones first. */
export const finishReasons: readonly FinishReason[] = Object.freeze([
  'stop',
  'tool-calls',
  'length',
  'content-filter',
  'refusal',
  'other',
]);
