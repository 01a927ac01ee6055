import { describeValue, isObject, type PathStep, quote } from '../../core/index.ts';
import { fromMemory } from '../rules/from-memory.ts';
import { objectsIn } from '../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { promptBlocks } from './prompt-blocks.ts';
import { doubtThat, refuse, type Say } from './say.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A place up to which a prompt may be cached. */
export interface CacheMark {
  /** Path of the object that says so. */
  readonly path: readonly PathStep[];
  readonly mark: JsonObject;
}

/** Of a request. */
const MOST_MARKS = 4;

const TTLS: readonly unknown[] = ['5m', '1h'];

/**
 * What is wrong with the marks of a request, in the order in which it is read: tools, system, messages.
 *
 * Sources: refusals seen (strands-agents #3571, #3677); what says no `ttl` counts as 5 minutes.
 */
export function* faultsInMarks(marks: readonly CacheMark[], say: Say): Generator<RuleFinding> {
  const tooMany = marks[MOST_MARKS];
  if (tooMany !== undefined) {
    const received = `mark ${MOST_MARKS + 1} of ${marks.length} to cache at`;
    yield say(tooMany.path, { expected: `at most ${MOST_MARKS} in a request`, received });
  }
  let shortest: unknown = '1h';
  for (const { path, mark } of marks) {
    const { ttl = '5m' } = mark;
    if (typeof ttl !== 'string') continue;
    if (!TTLS.includes(ttl)) {
      yield say([...path, 'ttl'], { expected: '"5m" or "1h"', received: quote(ttl) });
    } else if (ttl === '1h' && shortest === '5m') {
      const received = '"1h" after a mark of "5m"';
      const expected = '"1h" only before those of "5m", in the order of tools, system and messages';
      yield say([...path, 'ttl'], { expected, received });
      return;
    } else shortest = ttl;
  }
}

const doubtType = doubtThat(fromMemory('the Messages API'));

/** The marks of Claude, in `cache_control`. */
export const cacheBlocks: ModelInputRule = (modelInput) => {
  const marks = [...marksOf(modelInput)];
  const types = marks.filter(({ mark }) => 'type' in mark && mark['type'] !== 'ephemeral');
  return [
    ...faultsInMarks(marks, refuse),
    ...types.map(({ path, mark }) => {
      const texts = { expected: '"ephemeral"', received: describeValue(mark['type']) };
      return doubtType([...path, 'type'], texts);
    }),
  ];
};

function* marksOf(modelInput: JsonObject): Generator<CacheMark> {
  for (const [at, tool] of objectsIn(modelInput, 'tools')) yield* marksIn(tool, ['tools', at]);
  for (const [block, path] of promptBlocks(modelInput)) yield* marksIn(block, path);
}

/** Those of the blocks inside of a tool's result, and that of the block itself. */
function* marksIn(block: JsonObject, path: readonly PathStep[]): Generator<CacheMark> {
  if (block['type'] === 'tool_result') {
    for (const [at, inner] of objectsIn(block, 'content')) {
      yield* marksIn(inner, [...path, 'content', at]);
    }
  }
  const { cache_control: mark } = block;
  if (isObject(mark)) yield { path: [...path, 'cache_control'], mark };
}
