// The emulator's own words for which models are meant: it shares no table of facts with the validators.

/** Any model. */
export const ANY: RegExp = /^/;

/** Every Claude. */
export const CLAUDE: RegExp = /^anthropic\.claude-/;

/** From 4.7 on: no sampling, and thinking that adapts. */
export const CLAUDE_NEWER: RegExp =
  /^anthropic\.claude-(?:opus-4-[78]|(?:opus|sonnet|haiku|fable)-[5-9])(?:[-:]|$)/;

/** Those that take temperature or top_p, not both. */
export const CLAUDE_ONE_SAMPLING: RegExp =
  /^anthropic\.claude-(?:opus-4-[156]|(?:sonnet|haiku)-4-[56])(?:[-:]|$)/;

/** From 4.6 on: no prefill. */
export const CLAUDE_NO_PREFILL: RegExp =
  /^anthropic\.claude-(?:(?:opus|sonnet)-4-[678]|(?:opus|sonnet|haiku|fable)-[5-9])(?:[-:]|$)/;

/** Up to 4.6, where thinking is asked for with a budget. */
export const CLAUDE_BUDGET: RegExp =
  /^anthropic\.claude-(?:3-7-sonnet|(?:opus|sonnet|haiku)-4(?:-20\d{6}|-[156](?!\d)))/;

/** Those whose thinking is never off; of the later Fables nothing was seen. */
export const CLAUDE_ALWAYS_THINKING: RegExp =
  /^anthropic\.claude-(?:fable-5(?!-\d(?!\d))|(?:opus|sonnet)-5-5)(?:[-:]|$)/;

/** Nova of the first generation. */
export const NOVA_1: RegExp = /^amazon\.nova-(?:micro|lite|pro)-v1/;
