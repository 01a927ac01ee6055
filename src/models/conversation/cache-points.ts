import { describeValue, isObject } from '../../core/index.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { fromMemory } from '../rules/from-memory.ts';
import { objectsIn } from '../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { type CacheMark, faultsInMarks } from './cache-blocks.ts';
import { promptBlocks } from './prompt-blocks.ts';
import { doubtThat, refuse, type Say } from './say.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const doubtPlace = doubtThat('refusals were seen of Claude alone');

/**
 * Where the marks of Converse stand, how many there are, and for how long.
 *
 * Sources: refusals seen of Claude (strands-agents #1966, #3571, #3677; rig #1673; aws-sdk-java-v2 #6277): a mark with nothing before it in its
 * message, or directly after thinking or a document that is no PDF.
 */
export const cachePoints: ModelInputRule = (modelInput, { foundationModel }) => {
  const marks = [...marksOf(modelInput)];
  if (marks.length === 0) return [];
  const row = foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row;
  const say = row?.family === 'claude-messages' ? refuse : doubtPlace;
  return [...faultsInMarks(marks, say), ...misplaced(modelInput, say)];
};

/** Known from memory of AWS's page on prompt caching. */
const doubtTool = doubtThat(
  fromMemory("AWS's page on prompt caching, which has system and messages for Nova"),
);
const doubtType = doubtThat(fromMemory('the Converse API, which Nova resembles'));

/** The marks of Nova by InvokeModel: they are those of Converse, and nothing but doubts is known. */
export const novaCachePoints: ModelInputRule = (modelInput) => {
  const marks = [...marksOf(modelInput)];
  const findings: RuleFinding[] = [
    ...faultsInMarks(marks, doubtPlace),
    ...misplaced(modelInput, doubtPlace),
  ];
  for (const { path, mark } of marks) {
    if (mark['type'] === 'default') continue;
    const received = 'type' in mark ? describeValue(mark['type']) : 'missing';
    findings.push(doubtType([...path, 'type'], { expected: '"default"', received }));
  }
  const { toolConfig } = modelInput;
  if (!isObject(toolConfig)) return findings;
  for (const [at, { cachePoint }] of objectsIn(toolConfig, 'tools')) {
    if (cachePoint === undefined) continue;
    const texts = { expected: 'a tool and no "cachePoint"', received: 'a "cachePoint"' };
    findings.push(doubtTool(['toolConfig', 'tools', at, 'cachePoint'], texts));
  }
  return findings;
};

function* marksOf(modelInput: JsonObject): Generator<CacheMark> {
  for (const [{ cachePoint }, path] of promptBlocks(modelInput)) {
    if (isObject(cachePoint)) yield { path: [...path, 'cachePoint'], mark: cachePoint };
  }
}

function* misplaced(modelInput: JsonObject, say: Say): Generator<RuleFinding> {
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    const content = message['content'];
    if (!Array.isArray(content)) continue;
    for (const [at, block] of content.entries()) {
      if (!isObject(block) || !isObject(block['cachePoint'])) continue;
      const texts = faultOfPlace(content[at - 1]);
      if (texts !== undefined) yield say(['messages', index, 'content', at], texts);
    }
  }
}

const AFTER_OTHERS = 'a "cachePoint" after a text, an image or a PDF of the same message';

/** What is wrong with a mark, by the block before it. */
function faultOfPlace(before: unknown) {
  if (before === undefined) {
    return { expected: AFTER_OTHERS, received: 'a "cachePoint" with nothing before it' };
  }
  if (!isObject(before)) return undefined;
  if (Object.hasOwn(before, 'reasoningContent')) {
    return { expected: AFTER_OTHERS, received: 'a "cachePoint" right after "reasoningContent"' };
  }
  const { document } = before;
  const format = isObject(document) ? document['format'] : undefined;
  if (typeof format !== 'string' || format === 'pdf') return undefined;
  const received = `a "cachePoint" right after a document of the format ${describeValue(format)}`;
  return { expected: AFTER_OTHERS, received };
}
