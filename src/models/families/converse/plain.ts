import { imageBlock, sampleImage } from '../../media/plain-image.ts';
import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import {
  alternatingList,
  either,
  list,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { isQuiet, type QuietBody } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { converseCeilings, MOST_IMAGES, MOST_STOP_SEQUENCES } from './bounds.ts';
import { converseRules } from './rules.ts';

const textBlock = object({ text: words });

const texts = list(textBlock, { min: 1 });

/** Images come only from the user, and at most so many to a message. */
function withImages(most: number): PlainTree {
  const content = either(texts, list(either(textBlock, imageBlock), { min: 1, max: most }));
  return either(
    object({ role: oneOf('assistant'), content: texts }),
    object({ role: oneOf('user'), content }),
  );
}

const withoutImages = object({ role: oneOf('user', 'assistant'), content: texts });

const body = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };

/** Converse bodies of text, and of images and sampling where the model takes them. */
const plain: PlainModel = (foundationModel) => {
  const quiet = { rules: converseRules, body, foundationModel };
  return object(
    { messages: turns(quiet) },
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

const FEW_TURNS = 4;

const textTurns = list(withoutImages, { min: 1 });
const imageTurns = list(withImages(MOST_IMAGES), { min: 1 });

/** However they are spread over turns, there are not too many images in the record. */
const fewImageTurns = either(
  textTurns,
  list(withImages(MOST_IMAGES / FEW_TURNS), { min: 1, max: FEW_TURNS }),
  list(withImages(MOST_IMAGES), { min: 1, max: 1 }),
);

const ofUser = object({ role: oneOf('user'), content: texts });
const ofModel = object({ role: oneOf('assistant'), content: texts });

/** More turns are seldom, and the form grows with each. */
const MOST_ALTERNATING = 16;

/** For models that are believed to take no two turns of the user that follow each other. */
const alternatingTurns = alternatingList(ofUser, ofModel, MOST_ALTERNATING);
const alternatingWithImage = either(
  alternatingTurns,
  list(withImages(MOST_IMAGES), { min: 1, max: 1 }),
);

const textTurn = { role: 'user', content: [{ text: 'x' }] };

/** Some models take no images, and of some those of all turns are counted together. */
function turns(quiet: QuietBody): PlainTree {
  const turn = (images: number) => ({ role: 'user', content: Array(images).fill(sampleImage) });
  const takesImages = isQuiet(quiet, { messages: [turn(1)] });
  if (!isQuiet(quiet, { messages: [textTurn, textTurn] })) {
    return takesImages ? alternatingWithImage : alternatingTurns;
  }
  if (!takesImages) return textTurns;
  const isOfEachTurn = isQuiet(quiet, { messages: [turn(MOST_IMAGES), turn(MOST_IMAGES)] });
  return isOfEachTurn ? imageTurns : fewImageTurns;
}

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
