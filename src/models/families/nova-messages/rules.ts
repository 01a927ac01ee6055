import { novaCachePoints } from '../../conversation/cache-points.ts';
import { doubtThat } from '../../conversation/say.ts';
import { novaToolMessages } from '../../conversation/tool-messages.ts';
import { toolNames } from '../../conversation/tool-names.ts';
import { toolPairs } from '../../conversation/tool-pairs.ts';
import { novaToolSchemas } from '../../conversation/tool-schemas.ts';
import { bytesOf, mediaBlocks } from '../../media/media-blocks.ts';
import { mediaContent, UNREPORTED } from '../../media/media-content.ts';
import { keyedMedia } from '../../media/media-places.ts';
import { oversizedByOnePage } from '../../media/media-size.ts';
import { mediaForTextOnly } from '../../media/text-only.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { contradicted } from '../../rules/contradicted-features.ts';
import { describeBound, doubtful, doubtNoMessages } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import { fromMemory } from '../../rules/from-memory.ts';
import {
  blocksWithoutType,
  listsOfTexts,
  systemBesideMessages,
  userFirst,
} from '../../rules/message-hints.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { emptyInDoubt, emptyTexts } from '../../texts/empty-texts.ts';
import { novaTemperature } from './bounds.ts';
import { novaReasoning } from './reasoning.ts';

/** Less than 0 is the schema's to judge. */
const temperatureNearZero: ModelInputRule = (modelInput) => {
  const { path, min, doubt } = novaTemperature;
  const { value } = placeAt(modelInput, path);
  if (typeof value !== 'number' || value < 0 || value >= min) return [];
  const expected = describeBound(novaTemperature);
  return [doubtful(path, { expected, received: String(value), doubt })];
};

const inConfig = (...keys: readonly string[]) => keys.map((key) => ['inferenceConfig', key]);

/** By AWS's words of InvokeModel, and where examples have it. */
const reasoning = [['reasoningConfig'], ['inferenceConfig', 'reasoningConfig']].map((config) =>
  novaReasoning({
    config,
    sampling: inConfig('temperature', 'topP', 'top_p', 'topK', 'top_k'),
    maxTokens: inConfig('maxTokens', 'max_new_tokens'),
  }),
);

const believed = doubtThat(fromMemory('the Converse API, which Nova resembles'));

const toolsByName = toolNames({
  tools: ['toolConfig', 'tools'],
  name: ['toolSpec', 'name'],
  choice: ['toolConfig', 'toolChoice', 'tool', 'name'],
  say: believed,
});

const pairsOfTools = toolPairs({
  read: novaToolMessages,
  call: 'toolUse',
  result: 'toolResult',
  say: believed,
  sayAgain: believed,
});

const IMAGE = '{"image": {"format": "png", "source": {"bytes": "…"}}}';

/** An image is as large here as in Converse. */
const images: ModelInputRule = (modelInput) =>
  [...mediaBlocks(modelInput, 'image')].flatMap((block) => {
    const bytes = bytesOf(block, 'image');
    return bytes === undefined ? [] : [...oversizedByOnePage(bytes)];
  });

/** Source: AWS, "API restrictions", and the user guides of Nova and Nova 2: documents by Converse only. */
const documents: ModelInputRule = (modelInput) =>
  [...mediaBlocks(modelInput, 'document')].map(({ path }) =>
    doubtful([...path, 'document'], {
      expected: 'no document',
      received: 'set',
      doubt: 'AWS has documents in Converse only, and reports of a refusal are not known',
    }),
  );
const content = mediaContent({
  mediaIn: keyedMedia,
  empty: () => UNREPORTED,
  unlike: () => UNREPORTED,
});

/** What the schema of Nova messages cannot say. */
export const novaRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  listsOfTexts,
  blocksWithoutType({ image: IMAGE, image_url: IMAGE, input_image: IMAGE }),
  systemBesideMessages,
  userFirst,
  mediaForTextOnly,
  images,
  documents,
  content,
  contradicted('tool calling', ['toolConfig', 'tools']),
  novaToolSchemas,
  toolsByName,
  pairsOfTools,
  novaCachePoints,
  doubtNoMessages,
  emptyTexts(emptyInDoubt),
  temperatureNearZero,
  ...reasoning,
  atMostCeiling(['inferenceConfig', 'maxTokens'], ['inferenceConfig', 'max_new_tokens']),
];
