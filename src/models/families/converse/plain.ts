import { imageBlock, sampleImage } from '../../media/plain-image.ts';
import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { either, list, object, oneOf, type PlainMembers, text } from '../../plain/plain-tree.ts';
import { isQuiet, type QuietBody } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { converseCeilings, MOST_IMAGES, MOST_STOP_SEQUENCES } from './bounds.ts';
import { converseRules } from './rules.ts';

const textBlock = object({ text: text({ min: 1 }) });

const texts = list(textBlock, { min: 1 });

/** Images come only from the user, and not too many to a message. */
const withImages = either(
  object({ role: oneOf('assistant'), content: texts }),
  object({
    role: oneOf('user'),
    content: either(texts, list(either(textBlock, imageBlock), { min: 1, max: MOST_IMAGES })),
  }),
);
const withoutImages = object({ role: oneOf('user', 'assistant'), content: texts });

const body = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };

/** Converse bodies of text, and of images and sampling where the model takes them. */
const plain: PlainModel = (foundationModel) => {
  const quiet = { rules: converseRules, body, foundationModel };
  const withImage = { messages: [{ role: 'user', content: [sampleImage] }] };
  const message = isQuiet(quiet, withImage) ? withImages : withoutImages;
  return object(
    { messages: list(message, { min: 1 }) },
    {
      system: list(textBlock),
      inferenceConfig: object(
        {},
        {
          maxTokens: tokens(foundationModel),
          ...quietSampling(quiet),
          stopSequences: list(text({ min: 1 }), { max: MOST_STOP_SEQUENCES }),
        },
      ),
    },
  );
};

/** `temperature` and `topP`, as far as the rules are quiet about them beside one another. */
function quietSampling(quiet: QuietBody): PlainMembers {
  const set = (members: object) => isQuiet(quiet, { inferenceConfig: members });
  const temperature = set({ temperature: 0.5 });
  const topP = set(temperature ? { temperature: 0.5, topP: 0.5 } : { topP: 0.5 });
  return { ...(temperature && { temperature: unit }), ...(topP && { topP: unit }) };
}

/** Converse without a schema. */
export const plainConverse: PlainFamily<'converse'> = {
  name: 'converse',
  title: 'Converse',
  plain,
  ceilings: converseCeilings,
};
