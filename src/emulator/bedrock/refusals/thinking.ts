import type { Asked } from './asked.ts';
import { CLAUDE_ADAPTIVE, CLAUDE_ALWAYS_THINKING, CLAUDE_BUDGET, claudes } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

const INSTEAD =
  'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

const THINKS = new Set<unknown>(['enabled', 'adaptive']);

const MOST_EFFORTS = new Set<unknown>(['xhigh', 'max']);

/** What Claude refuses of thinking. */
export const thinkingRefusals: readonly Refusal[] = [
  {
    models: CLAUDE_ADAPTIVE,
    textFor: ({ thinking }) =>
      thinking?.['type'] === 'enabled'
        ? `"thinking.type.enabled" is not supported for this model. ${INSTEAD}`
        : undefined,
    observed: true,
    byModel: true,
    source: 'coder/aibridge #280; AWS, model card of Opus 4.7',
    seenOn: '2026-07-27',
  },
  {
    models: CLAUDE_ALWAYS_THINKING,
    textFor: ({ thinking }) =>
      thinking?.['type'] === 'disabled'
        ? `"thinking.type.disabled" is not supported for this model. ${INSTEAD}`
        : undefined,
    observed: true,
    byModel: true,
    source: 'reports of Opus 5.5 in public repositories',
    seenOn: '2026-10-05',
  },
  {
    models: claudes('opus-5', 'haiku-5-5'),
    textFor: ({ thinking, effort }) =>
      thinking?.['type'] === 'disabled' && MOST_EFFORTS.has(effort)
        ? `thinking cannot be disabled with the effort ${String(effort)}`
        : undefined,
    observed: false,
    byModel: true,
    source: 'notes of the AI SDK',
    seenOn: '2026-09-28',
  },
  {
    models: CLAUDE_BUDGET,
    textFor: (asked) =>
      THINKS.has(asked.thinking?.['type']) && forcesTool(asked)
        ? 'Thinking may not be enabled when tool_choice forces tool use.'
        : undefined,
    observed: true,
    byModel: true,
    source: 'strands-agents/sdk-typescript #798, vercel/ai #17729',
    seenOn: '2026-09',
  },
  {
    models: claudes('opus-5-5', 'sonnet-5-5', 'fable-5-1'),
    textFor: (asked) =>
      forcesTool(asked)
        ? 'tool_choice: type "tool" and "any" are not supported for this model.'
        : undefined,
    observed: true,
    byModel: true,
    source: 'vercel/ai #17729, live',
    seenOn: '2026-09-28',
  },
];

function forcesTool({ toolChoice }: Asked): boolean {
  return toolChoice?.['type'] === 'tool' || toolChoice?.['type'] === 'any';
}
