import type { ClaudeAsked, ClaudeAsks } from './asks.ts';

type Evidence = Omit<ClaudeAsked<string>, 'is'>;

function says<Word extends string>(is: Word, evidence: Evidence): ClaudeAsked<Word> {
  return { is, ...evidence };
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
const BETA: Evidence = {
  ...READ,
  source: 'the beta effort-2025-11-24',
  doubt: 'whether the model still needs the beta is not known',
};

const PROFILES: Evidence = {
  ...READ,
  source: "Anthropic, what is new in Claude 4.8, and LangChain's model profiles of 2026-10-20",
  doubt: "that is Anthropic's word of its own API, and AWS's documents at hand do not say",
};

const CARD: Evidence = { readOn: '2026-11-29', source: 'AWS, card of the model' };
const CARD_OR_SDK: Evidence = {
  readOn: '2026-11-29',
  source: "AWS, card of the model, and Anthropic's SDK 0.137.0 (2026-10-20)",
  doubt: "AWS's card of the model says so, and Anthropic's SDK 0.137.0 allows any from 0.99 to 1",
};
const CARD_ALONE: Evidence = {
  ...CARD,
  doubt: "AWS's card of the model says so in a sentence that Anthropic's SDK 0.137.0 contradicts",
};
const CARD_OR_LIVE: Evidence = {
  readOn: '2026-11-29',
  source: 'AWS, card of the model, and vercel/ai #17729 and #18828, live',
  doubt:
    "AWS's card of the model says that thinking cannot be disabled, and in vercel/ai #18828 Bedrock did as it was asked",
};

const SYSTEM_PAGE: Evidence = {
  readOn: '2026-11-29',
  source: 'AWS, "Mid-conversation system messages"',
};
const SYSTEM_LIVE: Evidence = { readOn: '2026-11-29', source: 'BerriAI/litellm #32831, live' };
const NO_SYSTEM_TURNS = { systemTurns: says('refused', SYSTEM_LIVE) } as const;

/** With a budget. */
const THINKS = {
  enabled: says('taken', MANUAL),
  forcedTool: says('while-thinking', TOOL_CHOICE),
} as const;

const UP_TO_4_5 = {
  prefill: says('taken', LIVE),
  newerVersion: says('refused', NEWER_SDK),
  ...NO_SYSTEM_TURNS,
} as const;

const AFTER_4_5 = {
  adaptive: says('taken', ADAPTIVE),
  prefill: says('refused', PREFILL),
  effort: says('taken', CONVERSE),
} as const;

const AFTER_4_6 = { ...AFTER_4_5, newerVersion: says('without-sampling', NEWER_SDK) } as const;

const SYSTEM_TURNS = { systemTurns: says('taken', PROFILES) } as const;

const FIFTH: ClaudeAsks = {
  ...AFTER_4_6,
  ...SYSTEM_TURNS,
  sampling: says('defaults', SDK),
  enabled: says('refused', MANUAL),
};

const UNASKED = { unasked: says('thinks', LIVE) } as const;
const UNASKED_BY_CARD = { unasked: says('thinks', CARD) } as const;

const ALWAYS_THINKS: ClaudeAsks = {
  disabled: says('refused', AI_SDK),
  forcedTool: says('always', FORCED),
};

const CLAUDE_3: ClaudeAsks = { ...UP_TO_4_5, sampling: says('free', TWO_AT_ONCE) };
const CLAUDE_3_7: ClaudeAsks = { ...CLAUDE_3, ...THINKS };
const OPUS_4_1: ClaudeAsks = { ...UP_TO_4_5, ...THINKS, sampling: says('either', TWO_AT_ONCE) };
const OPUS_5_5: ClaudeAsks = { ...FIFTH, ...UNASKED_BY_CARD, ...ALWAYS_THINKS };
const FABLE_5_2: ClaudeAsks = {
  ...AFTER_4_6,
  ...SYSTEM_TURNS,
  ...UNASKED_BY_CARD,
  sampling: says('defaults', SDK),
  topP: says('only-0.99', CARD_OR_SDK),
  both: says('refused', CARD_ALONE),
  disabled: says('refused', CARD),
};

type Generation =
  | 'claude3'
  | 'claude3Haiku'
  | 'claude37'
  | 'opus4'
  | 'sonnet4'
  | 'opus41'
  | 'haiku45'
  | 'sonnet45'
  | 'opus45'
  | 'claude46'
  | 'opus47'
  | 'opus48'
  | 'opus5'
  | 'sonnet5'
  | 'fable5'
  | 'fable51'
  | 'fable52'
  | 'opus55'
  | 'sonnet55'
  | 'haiku55';

/** What bodies of each model of Claude may ask for, as its row has it: those of a generation share most. */
export const claudeAsks: Readonly<Record<Generation, ClaudeAsks>> = {
  claude3: CLAUDE_3,
  claude3Haiku: {
    ...CLAUDE_3,
    enabled: says('refused', ACTION),
    adaptive: says('refused', ACTION),
  },
  claude37: CLAUDE_3_7,
  opus4: CLAUDE_3_7,
  sonnet4: { ...CLAUDE_3_7, adaptive: says('refused', ACTION) },
  opus41: OPUS_4_1,
  haiku45: OPUS_4_1,
  sonnet45: { ...OPUS_4_1, effort: says('refused', ACTION) },
  opus45: { ...OPUS_4_1, effort: says('with-beta', BETA) },
  claude46: {
    ...AFTER_4_5,
    ...THINKS,
    sampling: says('either', TWO_AT_ONCE),
    newerVersion: says('refused', NEWER_SDK),
    ...NO_SYSTEM_TURNS,
  },
  opus47: {
    ...AFTER_4_6,
    ...NO_SYSTEM_TURNS,
    sampling: says('defaults', CARD_4_7),
    enabled: says('refused', CARD_4_7),
  },
  opus48: { ...FIFTH, systemTurns: says('taken', SYSTEM_PAGE) },
  opus5: { ...FIFTH, ...UNASKED, disabled: says('below-xhigh', CARD) },
  sonnet5: {
    ...FIFTH,
    ...UNASKED,
    disabled: says('refused', CARD_OR_LIVE),
    forcedTool: says('unless-disabled', FORCED),
  },
  fable5: {
    ...FIFTH,
    ...UNASKED,
    topP: says('below-1', CARD_OR_SDK),
    disabled: says('refused', CARD),
  },
  fable51: { ...FABLE_5_2, forcedTool: says('always', FORCED) },
  fable52: FABLE_5_2,
  opus55: OPUS_5_5,
  sonnet55: { ...OPUS_5_5, betweenTools: says('taken', AI_SDK) },
  haiku55: { ...FIFTH, ...UNASKED_BY_CARD, disabled: says('below-xhigh', CARD) },
};
