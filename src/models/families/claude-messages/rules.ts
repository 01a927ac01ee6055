import { describeValue, isObject } from '../../../core/index.ts';
import { cacheBlocks } from '../../conversation/cache-blocks.ts';
import { claudeToolSchemas } from '../../conversation/tool-schemas.ts';
import { toolsInTurns, toolsOfHistory } from '../../conversation/tool-turns.ts';
import { mediaContent } from '../../media/media-content.ts';
import { typedMedia } from '../../media/media-places.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { claudeApiVersion } from '../../rules/claude/api-version.ts';
import { claudeTakes } from '../../rules/claude/claude-rules.ts';
import { IN_MESSAGES } from '../../rules/claude/places.ts';
import { claudeSystemTurns } from '../../rules/claude/system-turns.ts';
import { contradicted } from '../../rules/contradicted-features.ts';
import { doubtful, doubtKeys, doubtNoMessages, doubtNumbers } from '../../rules/doubtful.ts';
import {
  forbidden,
  forbidKeys,
  JOB_NAMES_MODEL,
  NEVER_STREAMED,
} from '../../rules/forbidden-keys.ts';
import { type BlockExamples, blocksWithType, eachBlock } from '../../rules/message-hints.ts';
import { objectsIn } from '../../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { schemaAt } from '../../rules/structured-output.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { emptyForClaude, emptyTexts } from '../../texts/empty-texts.ts';
import { claudeNumbers } from './bounds.ts';
import { doubtFirstTurn } from './first-turn.ts';
import { claudeImages } from './image-rule.ts';
import { MESSAGES_API } from './messages-api.ts';
import { nullsOfClaude } from './nulls.ts';
import {
  doubtToolChoice,
  doubtToolNames,
  namesOfDefinedTools,
  pairsOfTools,
  toolsByName,
} from './tool-rules.ts';

/** A tool of one's own, as Claude has it. */
const TOOL = 'a tool with "name", "description" and "input_schema"';

/**
 * Tools in the form of OpenAI are the mistake reported most; those of Converse have no name where Claude looks for it. The schema takes
 * the former for tools that Anthropic defines.
 */
const toolsOfOthers: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'tools')].flatMap(([index, tool]): readonly RuleFinding[] => {
    const received = formOfOthers(tool);
    if (received === undefined) return [];
    return [{ code: 'MODEL_INPUT_VALUE', path: ['tools', index], expected: TOOL, received }];
  });

function formOfOthers(tool: Readonly<Record<string, unknown>>): string | undefined {
  if (tool['type'] === 'function') return 'a tool of type "function"';
  if (Object.hasOwn(tool, 'toolSpec')) return 'a tool with "toolSpec"';
  const isTool = ['name', 'type', 'input_schema'].some((key) => Object.hasOwn(tool, key));
  return isTool ? undefined : 'an object with none of these';
}

const TEXT = '{"type": "text", "text": "…"}';
const IMAGE =
  '{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "…"}}';
const DOCUMENT =
  '{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "…"}}';

const UNTYPED: BlockExamples = { text: TEXT, image: IMAGE, document: DOCUMENT };

const OF_OPENAI: BlockExamples = {
  input_text: TEXT,
  image_url: IMAGE,
  input_image: IMAGE,
  file: DOCUMENT,
  input_file: DOCUMENT,
};

const partsOfOpenAI: ModelInputRule = eachBlock((block, path) => {
  const { type } = block;
  if (typeof type !== 'string' || !Object.hasOwn(OF_OPENAI, type)) return [];
  const texts = { expected: `a block such as ${OF_OPENAI[type]}`, received: describeValue(type) };
  return [{ code: 'MODEL_INPUT_VALUE', path: [...path, 'type'], ...texts }];
});

/** Source: AWS, "Structured output": not together with citations, status 400. */
const NO_CITATIONS =
  'Claude refuses citations beside structured output ("output_config.format") with status 400';

const citations: ModelInputRule = (modelInput) =>
  isObject(placeAt(modelInput, ['output_config', 'format']).value) ? citingBlocks(modelInput) : [];

const citingBlocks = eachBlock((block, path) =>
  placeAt(block, ['citations', 'enabled']).value === true
    ? [forbidden([...path, 'citations'], NO_CITATIONS)]
    : [],
);

const deprecatedFormat: ModelInputRule = (modelInput) => {
  if (!Object.hasOwn(modelInput, 'output_format')) return [];
  const doubt = 'AWS calls "output_format" deprecated and does not say how long it is taken';
  return [doubtful(['output_format'], { expected: '"output_config"', received: 'set', doubt })];
};

const content = mediaContent({
  mediaIn: typedMedia,
  empty: () => 'refused',
  unlike: () => 'refused',
});

/** What the schema of Claude messages cannot say. */
export const claudeRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  claudeApiVersion,
  nullsOfClaude,
  ...claudeTakes(IN_MESSAGES),
  toolsOfOthers,
  blocksWithType(UNTYPED),
  partsOfOpenAI,
  claudeSystemTurns,
  claudeImages,
  content,
  schemaAt(['output_config', 'format', 'schema']),
  citations,
  contradicted('tool calling', ['tools']),
  contradicted('structured output', ['output_config', 'format']),
  deprecatedFormat,
  doubtNoMessages,
  emptyTexts(emptyForClaude({ api: MESSAGES_API, lastAnswerMayBeEmpty: true })),
  doubtFirstTurn,
  doubtToolChoice,
  doubtToolNames,
  namesOfDefinedTools,
  claudeToolSchemas,
  toolsByName,
  pairsOfTools,
  toolsInTurns,
  toolsOfHistory,
  cacheBlocks,
  doubtKeys(
    [
      'metadata',
      'service_tier',
      'speed',
      'container',
      'context_management',
      'inference_geo',
      'mcp_servers',
      'user_profile_id',
      'diagnostics',
      'billing_policy',
      'compaction',
      'fallbacks',
      'fallback_credit_token',
      'thread',
    ],
    "AWS's documents at hand do not say what batch inference makes of it",
  ),
  doubtNumbers(claudeNumbers),
  atMostCeiling(['max_tokens']),
];
