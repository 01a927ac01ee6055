import { rememberLast } from '../../ids/remember-last.ts';
import {
  CLAUDE_3,
  CLAUDE_3_7,
  CLAUDE_4,
  CLAUDE_4_5,
  CLAUDE_4_6,
  CLAUDE_5,
  CLAUDE_5_5,
  claudeIds,
  LATER_FABLES,
  OPUS_4_1,
  OPUS_4_5,
  OPUS_4_7_AND_8,
  SONNET_4_5,
} from './claude-ids.ts';
import { type Fact, type FactRow, factOf, type KnownClaude } from './fact-rows.ts';
import { generationOf } from './generation.ts';

type Evidence = Pick<FactRow<string>, 'source' | 'readOn' | 'doubt'>;

function says<Word extends string>(is: Word, names: string, evidence: Evidence): FactRow<Word> {
  return { ids: claudeIds(names), is, ...evidence };
}

const READ = { readOn: '2026-11-28' } as const;
const CARD_4_7: Evidence = { ...READ, source: 'AWS, model card of Opus 4.7' };
const TWO_AT_ONCE: Evidence = {
  ...READ,
  source: 'bedrock-access-gateway #208 and #238, bedrock-chat #979',
};
const SDK: Evidence = {
  ...READ,
  source: "live calls of 2026-07-13, and Anthropic's SDK 0.137.0 (2026-10-20)",
};
const NEWER_SDK: Evidence = { ...READ, source: "Anthropic's SDK for Bedrock of 2026-10-21" };
const AI_SDK: Evidence = { ...READ, source: 'notes of the AI SDK of 2026-09-28' };
const MANUAL: Evidence = { ...READ, source: 'coder/aibridge #280' };
const TOOL_CHOICE: Evidence = { ...READ, source: 'vercel/ai #17729, live' };
const PREFILL: Evidence = {
  ...READ,
  source: 'strands-agents #1694, hermes-agent #101401 of 2026-09-02',
};
const LIVE: Evidence = { ...READ, source: 'reports of live calls' };
const ACTION: Evidence = {
  ...READ,
  source: 'claude-code-action #1005',
  doubt: "that is what claude-code-action #1005 reports, and AWS's documents at hand do not say",
};
const FORCED: Evidence = {
  ...TOOL_CHOICE,
  doubt: "that is what vercel/ai #17729 reports, and AWS's documents at hand do not say",
};
const CONVERSE: Evidence = { ...READ, source: 'Converse API reference, "effort"' };
const ADAPTIVE: Evidence = {
  ...READ,
  source: 'AWS, model card of Opus 4.7, and coder/aibridge #280',
};

const THINKING = `${CLAUDE_3_7} ${CLAUDE_4} ${OPUS_4_1} ${CLAUDE_4_5} ${CLAUDE_4_6}`;
const UP_TO_4_5 = `${CLAUDE_3} ${CLAUDE_3_7} ${CLAUDE_4} ${OPUS_4_1} ${CLAUDE_4_5}`;
const AFTER_4_6 = `${OPUS_4_7_AND_8} ${CLAUDE_5} ${CLAUDE_5_5} ${LATER_FABLES}`;

/** What may be said of each topic. */
interface Words {
  /** `either`: temperature or top_p; `defaults`: temperature 1, top_p from 0.99 on, and no top_k. */
  readonly sampling: 'free' | 'either' | 'defaults';
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
}

/** What a model of Claude takes, topic by topic, each with its source; a topic of which nothing is known is absent. */
export type ClaudeTakes = {
  readonly [Topic in keyof Words]?: Fact<Words[Topic]> | undefined;
};

const tables: { readonly [Topic in keyof Words]: readonly FactRow<Words[Topic]>[] } = {
  sampling: [
    says('free', `${CLAUDE_3} ${CLAUDE_3_7} ${CLAUDE_4}`, TWO_AT_ONCE),
    says('either', `${OPUS_4_1} ${CLAUDE_4_5} ${CLAUDE_4_6}`, TWO_AT_ONCE),
    says('defaults', 'opus-4-7', CARD_4_7),
    says('defaults', `opus-4-8 ${CLAUDE_5} ${CLAUDE_5_5} ${LATER_FABLES}`, SDK),
  ],
  enabled: [
    says('refused', '3-haiku-20240307-v1:0', ACTION),
    says('taken', THINKING, MANUAL),
    says('refused', 'opus-4-7', CARD_4_7),
    says('refused', `opus-4-8 ${CLAUDE_5} ${CLAUDE_5_5}`, MANUAL),
  ],
  adaptive: [
    says('refused', '3-haiku-20240307-v1:0 sonnet-4-20250514-v1:0', ACTION),
    says('taken', `${CLAUDE_4_6} ${AFTER_4_6}`, ADAPTIVE),
  ],
  disabled: [
    says('refused', 'fable-5 opus-5-5 sonnet-5-5', AI_SDK),
    says('below-xhigh', 'opus-5 haiku-5-5', AI_SDK),
    says('taken', 'sonnet-5', TOOL_CHOICE),
  ],
  betweenTools: [says('taken', 'sonnet-5-5', AI_SDK)],
  unasked: [says('thinks', CLAUDE_5, LIVE)],
  prefill: [says('taken', UP_TO_4_5, LIVE), says('refused', `${CLAUDE_4_6} ${AFTER_4_6}`, PREFILL)],
  forcedTool: [
    says('while-thinking', THINKING, TOOL_CHOICE),
    says('always', 'opus-5-5 sonnet-5-5 fable-5-1', FORCED),
    says('unless-disabled', 'sonnet-5', FORCED),
  ],
  effort: [
    says('refused', SONNET_4_5, ACTION),
    says('with-beta', OPUS_4_5, {
      ...READ,
      source: 'the beta effort-2025-11-24',
      doubt: 'whether the model still needs the beta is not known',
    }),
    says('taken', `${CLAUDE_4_6} ${AFTER_4_6}`, CONVERSE),
  ],
  newerVersion: [
    says('refused', `${UP_TO_4_5} ${CLAUDE_4_6}`, NEWER_SDK),
    says('without-sampling', AFTER_4_6, NEWER_SDK),
  ],
};

const ids = [...new Set(Object.values(tables).flatMap((rows) => rows.flatMap((row) => row.ids)))];
const lines = new Set(ids.flatMap((id) => generationOf(id)?.line ?? []));
const known: KnownClaude = { ids, lines };

/**
 * What is known of what a model of Claude takes. What is known of an older model of its line only, has a doubt.
 *
 * @param foundationModel Bare id, or undefined where it is not known.
 * @returns Undefined for other models.
 */
export function takesOf(foundationModel: string | undefined): ClaudeTakes | undefined {
  return foundationModel === undefined ? undefined : lookUp(foundationModel);
}

const lookUp = rememberLast((foundationModel): ClaudeTakes | undefined => {
  if (!foundationModel.startsWith('anthropic.claude-')) return undefined;
  const facts = Object.entries(tables).map(([topic, rows]) => [
    topic,
    factOf<string>(rows, foundationModel, known),
  ]);
  return Object.fromEntries(facts) as ClaudeTakes;
});
