import type { Asked } from './asked.ts';
import { CLAUDE, CLAUDE_NO_PREFILL } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

/** What Claude refuses of the order of turns and of their texts. */
export const turnRefusals: readonly Refusal[] = [
  {
    models: CLAUDE_NO_PREFILL,
    textFor: ({ turns }) =>
      turns.at(-1)?.role === 'assistant'
        ? 'This model does not support assistant message prefill. The conversation must end with a user message.'
        : undefined,
    observed: true,
    byModel: true,
    source: 'strands-agents #1694, hermes-agent #101401',
    seenOn: '2026-09-02',
  },
  {
    models: CLAUDE,
    textFor: ({ turns }) => {
      const last = turns.at(-1);
      const text = last?.role === 'assistant' ? last.blocks.at(-1)?.text : undefined;
      return text !== undefined && /\s$/.test(text)
        ? 'messages: final assistant content cannot end with trailing whitespace'
        : undefined;
    },
    observed: true,
    byModel: true,
    source: 'run logs with claude-haiku-4-5 in a public repository',
    seenOn: '2026-05',
  },
  {
    models: CLAUDE,
    textFor: (asked) =>
      textsOfUsers(asked).includes('')
        ? 'messages: text content blocks must be non-empty'
        : undefined,
    observed: true,
    byModel: true,
    source: 'opencode #15715; generative-ai-use-cases #1685',
    seenOn: '2026-08-25',
  },
  {
    models: CLAUDE,
    // a blank block beside others was taken
    textFor: ({ turns }) =>
      turns.some(
        ({ role, blocks }) =>
          role === 'user' &&
          blocks.length > 0 &&
          blocks.every(({ text }) => text !== undefined && text.trim() === ''),
      )
        ? 'messages: text content blocks must contain non-whitespace text'
        : undefined,
    observed: true,
    byModel: true,
    source: 'hermes-agent #41985, opencode #48846; generative-ai-use-cases #1685',
    seenOn: '2026-09-13',
  },
];

function textsOfUsers({ turns }: Asked): readonly (string | undefined)[] {
  return turns
    .filter(({ role }) => role === 'user')
    .flatMap(({ blocks }) => blocks.map(({ text }) => text));
}
