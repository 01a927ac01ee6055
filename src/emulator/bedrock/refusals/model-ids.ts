// The emulator's own words for which models are meant: it shares no table of facts with the validators.

/** Any model. */
export const ANY: RegExp = /^/;

/** Every Claude. */
export const CLAUDE: RegExp = /^anthropic\.claude-/;

/** Models of Claude by name, with any date and version behind it; a later one, such as `opus-5-7` where `opus-5` is named, is none of them. */
export function claudes(...names: readonly string[]): RegExp {
  return new RegExp(`^anthropic\\.claude-(?:${names.join('|')})(?=$|:|-v\\d|-20\\d{6})`);
}

const FIVE = ['opus-5', 'sonnet-5', 'fable-5', 'opus-5-5', 'sonnet-5-5', 'haiku-5-5'];
const LATER_FABLES = ['fable-5-1', 'fable-5-2'];
const AFTER_4_6 = ['opus-4-7', 'opus-4-8', ...FIVE];

/** From 4.7 on: no sampling. Of models that are not named nothing was seen refused, so that they take it. */
export const CLAUDE_NO_SAMPLING: RegExp = claudes(...AFTER_4_6, ...LATER_FABLES);

/** From 4.7 on: thinking that adapts. */
export const CLAUDE_ADAPTIVE: RegExp = claudes(...AFTER_4_6);

/** Those that take temperature or top_p, not both. */
export const CLAUDE_ONE_SAMPLING: RegExp = claudes('opus-4-[156]', 'sonnet-4-[56]', 'haiku-4-5');

/** From 4.6 on: no prefill. */
export const CLAUDE_NO_PREFILL: RegExp = claudes(
  'opus-4-6',
  'sonnet-4-6',
  ...AFTER_4_6,
  ...LATER_FABLES,
);

/** Up to 4.6, where thinking is asked for with a budget. */
export const CLAUDE_BUDGET: RegExp = claudes(
  '3-7-sonnet',
  'opus-4',
  'sonnet-4',
  'opus-4-[156]',
  'sonnet-4-[56]',
  'haiku-4-5',
);

/** Those whose thinking is never off; of the later Fables nothing was seen. */
export const CLAUDE_ALWAYS_THINKING: RegExp = claudes('fable-5', 'opus-5-5', 'sonnet-5-5');

/** Nova of the first generation. */
export const NOVA_1: RegExp = /^amazon\.nova-(?:micro|lite|pro)-v1/;
