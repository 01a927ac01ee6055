import type { PathStep } from '../../../core/index.ts';
import { cachePoints } from '../../conversation/cache-points.ts';
import { doubtGuardContent } from '../../conversation/guard-content.ts';
import { doubtTurnOrder } from '../../conversation/turn-order.ts';
import type { FamilyName } from '../../facts/family-name.ts';
import { rowOf } from '../../facts/model-table.ts';
import { type MediumVerdict, mediaContent, UNREPORTED } from '../../media/media-content.ts';
import { keyedMedia } from '../../media/media-places.ts';
import { mediaForTextOnly } from '../../media/text-only.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { contradicted } from '../../rules/contradicted-features.ts';
import { doubtKeys, doubtNoMessages } from '../../rules/doubtful.ts';
import {
  forbidden,
  forbidKeys,
  JOB_NAMES_MODEL,
  NEVER_STREAMED,
} from '../../rules/forbidden-keys.ts';
import { fromMemory } from '../../rules/from-memory.ts';
import { blocksWithoutType, listsOfTexts } from '../../rules/message-hints.ts';
import { objectsIn } from '../../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { schemaTextAt } from '../../rules/structured-output.ts';
import { type EmptyJudge, emptyForClaude, emptyTexts } from '../../texts/empty-texts.ts';
import { novaFields } from '../nova-messages/converse-fields.ts';
import { citationRules } from './citation-rules.ts';
import { claudeByConverse } from './claude-rules.ts';
import { effortWithoutThinking, stopsInDoubt, strayParameters } from './config-rules.ts';
import { documentRules } from './document-rules.ts';
import { converseMedia } from './media-rule.ts';
import { converseTexts } from './text-rules.ts';

const TOOL_HISTORY =
  'Converse takes tool blocks only beside toolConfig (vxcontrol/pentagi #160), and a batch job fails each record that has it (AWS, "Batch inference")';
const USERS_ONLY = 'Converse takes images and documents only from the user';

const toolConfig: ModelInputRule = (modelInput) =>
  Object.hasOwn(modelInput, 'toolConfig')
    ? [{ code: 'MODEL_INPUT_TOOLS_IN_CONVERSE', path: ['toolConfig'] }]
    : [];

const messages: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'messages')].flatMap(([index, message]) => [
    ...blocksOf(message, ['messages', index, 'content']),
  ]);

type Message = Readonly<Record<string, unknown>>;

function* blocksOf(message: Message, path: readonly PathStep[]): Generator<RuleFinding> {
  const { role } = message;
  for (const [index, block] of objectsIn(message, 'content')) {
    for (const key of ['toolUse', 'toolResult']) {
      if (Object.hasOwn(block, key)) yield forbidden([...path, index, key], TOOL_HISTORY);
    }
    if (role !== 'assistant' && role !== 'system') continue;
    for (const key of ['image', 'document']) {
      if (Object.hasOwn(block, key)) yield forbidden([...path, index, key], USERS_ONLY);
    }
  }
}

const IMAGE = '{"image": {"format": "png", "source": {"bytes": "…"}}}';
const DOCUMENT = '{"document": {"name": "…", "format": "pdf", "source": {"bytes": "…"}}}';

const CONVERSE_API = 'the Converse API';
const ofClaude = emptyForClaude({ api: CONVERSE_API, lastAnswerMayBeEmpty: false });

const emptyText: EmptyJudge = (place, context) =>
  rowOf(context.foundationModel)?.family === 'claude-messages'
    ? ofClaude(place, context)
    : { doubt: fromMemory(CONVERSE_API) };

const OF_DOCUMENTS: MediumVerdict = { doubt: 'the reports that it is refused are of images' };
const REFUSE_UNLIKE = new Set<FamilyName | undefined>(['claude-messages', 'llama']);

/** Source: Converse API reference, `bytes`: not empty. */
const content = mediaContent({
  mediaIn: keyedMedia,
  empty: () => 'refused',
  unlike: ({ kind }, { foundationModel }) => {
    if (kind === 'document') return OF_DOCUMENTS;
    const refuses = kind === 'image' && REFUSE_UNLIKE.has(rowOf(foundationModel)?.family);
    return refuses ? 'refused' : UNREPORTED;
  },
});

/** What the schema of Converse cannot say. */
export const converseRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  toolConfig,
  listsOfTexts,
  blocksWithoutType({
    image: IMAGE,
    image_url: IMAGE,
    input_image: IMAGE,
    document: DOCUMENT,
    file: DOCUMENT,
    input_file: DOCUMENT,
  }),
  messages,
  mediaForTextOnly,
  converseMedia,
  ...documentRules,
  content,
  ...converseTexts,
  strayParameters,
  stopsInDoubt,
  ...claudeByConverse,
  novaFields,
  schemaTextAt(['outputConfig', 'textFormat', 'structure', 'jsonSchema', 'schema']),
  ...citationRules,
  contradicted('structured output', ['outputConfig', 'textFormat']),
  effortWithoutThinking,
  doubtNoMessages,
  doubtGuardContent,
  doubtTurnOrder,
  cachePoints,
  emptyTexts(emptyText),
  doubtKeys(
    ['performanceConfig', 'serviceTier', 'promptVariables'],
    'AWS does not say what batch inference makes of it',
  ),
  atMostCeiling(['inferenceConfig', 'maxTokens']),
];
