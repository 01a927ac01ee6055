import { mediaContent } from '../../media/media-content.ts';
import { doubtOfMedium } from '../../media/text-only.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { doubtful, doubtNumbers } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { emptyTextAt } from '../../texts/empty-texts.ts';
import { llamaNumbers } from './bounds.ts';

const imagesForTextOnly: ModelInputRule = (modelInput, { foundationModel }) => {
  if (!Object.hasOwn(modelInput, 'images')) return [];
  const doubt = doubtOfMedium('image', foundationModel);
  if (doubt === undefined) return [];
  return [doubtful(['images'], { expected: 'no "images"', received: 'set', doubt })];
};

/** Keys of the form in which SageMaker JumpStart asks Llama. */
const OF_JUMPSTART = ['parameters', 'inputs'];

/** Shipped by mistake in more than one tool (awslabs/graphrag-toolkit #538). */
const jumpStart: ModelInputRule = (modelInput) => {
  const key = OF_JUMPSTART.find((candidate) => Object.hasOwn(modelInput, candidate));
  if (key === undefined) return [];
  const fix =
    'Write the conversation as one "prompt" with the tokens of Llama (llama.instruct does), and "max_gen_len" (not ' +
    '"max_new_tokens"), "temperature" and "top_p" beside it';
  return [{ code: 'MODEL_INPUT_OTHER_FAMILY', path: [key], looksLike: 'SageMaker JumpStart', fix }];
};

const IMAGE_FORMATS = ['png', 'jpeg', 'gif', 'webp'];

const images = mediaContent({
  mediaIn: ({ images: list }) =>
    (Array.isArray(list) ? [...list.entries()] : []).flatMap(([index, base64]) =>
      typeof base64 === 'string'
        ? [{ path: ['images', index], base64, kind: 'image' as const, formats: IMAGE_FORMATS }]
        : [],
    ),
  empty: () => 'refused',
  unlike: () => 'refused',
});

/** What the schema of Llama cannot say. */
export const llamaRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  jumpStart,
  imagesForTextOnly,
  emptyTextAt(['prompt']),
  images,
  doubtNumbers(llamaNumbers),
  atMostCeiling(['max_gen_len']),
];
