import type { FactSource } from '../fact-source.ts';

/** What may be said of each topic. */
export interface ClaudeWords {
  /** `either`: temperature or top_p; `defaults`: temperature 1, top_p from 0.99 on, and no top_k. */
  readonly sampling: 'free' | 'either' | 'defaults';
  /** Which `top_p` models of the `defaults` take, where that is less than from 0.99 on: not 1, or 0.99 alone. */
  readonly topP: 'below-1' | 'only-0.99';
  /** `temperature` and `top_p` together, also where both have the values that are taken. */
  readonly both: 'refused';
  /** `thinking` of the type `enabled`, with a budget. */
  readonly enabled: 'taken' | 'refused';
  readonly adaptive: 'taken' | 'refused';
  /** `below-xhigh`: where the effort is not `xhigh` or `max`. */
  readonly disabled: 'taken' | 'refused' | 'below-xhigh';
  readonly betweenTools: 'taken';
  /** What they do where `thinking` is not set. */
  readonly unasked: 'thinks';
  /** A last message of the assistant, which is the beginning of the answer. */
  readonly prefill: 'taken' | 'refused';
  /** When a `tool_choice` of `any` or `tool` is refused: while the model thinks, always, or unless thinking is disabled. */
  readonly forcedTool: 'while-thinking' | 'always' | 'unless-disabled';
  readonly effort: 'taken' | 'refused' | 'with-beta';
  /** The `anthropic_version` 2026-10-21; `without-sampling`: beside no sampling parameter. */
  readonly newerVersion: 'refused' | 'without-sampling';
  /** Messages of the role `system` after a turn of the user. */
  readonly systemTurns: 'taken' | 'refused';
}

/** What is known of one topic. */
export interface ClaudeAsked<Word extends string> extends FactSource {
  readonly is: Word;
  /** Why it is not sure, as a clause; absent where AWS says it or it was seen live. */
  readonly doubt?: string | undefined;
}

/** What bodies of a model of Claude may ask for, topic by topic, each with its source; a topic of which nothing is known is absent. */
export type ClaudeAsks = {
  readonly [Topic in keyof ClaudeWords]?: ClaudeAsked<ClaudeWords[Topic]> | undefined;
};
