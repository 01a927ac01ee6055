import type { Block } from './blocks.ts';
import { CLAUDE } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

const MOST = 4;

const TTLS = new Set<unknown>([undefined, null, '5m', '1h']);

/** What Claude refuses of cached prompts. */
export const cacheRefusals: readonly Refusal[] = [
  {
    models: CLAUDE,
    form: 'InvokeModel',
    textFor: ({ caches }) => {
      const wrong = caches.find(({ ttl }) => !TTLS.has(ttl));
      return wrong === undefined
        ? undefined
        : `${wrong.path}.ephemeral.ttl: Input should be '5m' or '1h'`;
    },
    observed: true,
    byModel: true,
    source: 'bug notes in public repositories',
    seenOn: '2026-03-24',
  },
  {
    models: CLAUDE,
    form: 'Converse',
    textFor: ({ caches }) => {
      const wrong = caches.find(({ ttl }) => !TTLS.has(ttl));
      return wrong === undefined ? undefined : `${wrong.path}.ttl is neither 5m nor 1h`;
    },
    observed: false,
    byModel: false,
    source: 'API model of Converse',
    seenOn: '2026-11-20',
  },
  {
    models: CLAUDE,
    form: 'Converse',
    textFor: ({ turns }) => {
      const after = turns.flatMap(({ blocks }) =>
        blocks.filter(({ cache }, at) => cache !== undefined && isNoPlace(blocks[at - 1])),
      )[0];
      return after === undefined
        ? undefined
        : `${after.path}: a cachePoint may follow neither reasoning nor a document that is no PDF`;
    },
    observed: false,
    byModel: true,
    source: 'strands-agents #3677; rig #1673',
    seenOn: '2026-08-07',
  },
  {
    models: CLAUDE,
    textFor: ({ caches }) =>
      caches.length > MOST
        ? `A maximum of ${MOST} blocks with cache_control may be provided. Found ${caches.length}.`
        : undefined,
    observed: true,
    byModel: true,
    source: 'github/copilot-cli #4185 and others',
    seenOn: '2026-05-29',
  },
  {
    models: CLAUDE,
    textFor: ({ caches }) => {
      const short = caches.findIndex(({ ttl }) => ttl !== '1h');
      const late = short === -1 ? undefined : caches.slice(short).find(({ ttl }) => ttl === '1h');
      return late === undefined
        ? undefined
        : `${late.path}.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: \`tools\`, \`system\`, \`messages\`.`;
    },
    observed: true,
    byModel: true,
    source: 'strands-agents #3677, live; rig #1673',
    seenOn: '2026-08-07',
  },
];

/** Whether nothing may be cached up to right behind the block. */
function isNoPlace(before: Block | undefined): boolean {
  const format = before?.document?.['format'];
  return before?.kind === 'reasoning' || (format !== undefined && format !== 'pdf');
}
