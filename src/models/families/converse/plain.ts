import { s3Image, s3Medium, s3Video } from '../../media/marked-media.ts';
import { imageBlock, sampleImage } from '../../media/plain-image.ts';
import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import {
  alternatingList,
  either,
  list,
  listWithFirst,
  marked,
  object,
  oneOf,
  ownName,
  type PlainMembers,
  type PlainTree,
  shortListWithFirst,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { isQuiet, type QuietBody } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { converseCeilings, MOST_IMAGES, MOST_STOP_SEQUENCES } from './bounds.ts';
import { converseRules } from './rules.ts';

const LONGEST_NAME = 200;

const textBlock = object({ text: words });

const texts = list(textBlock, { min: 1 });

/** Images come only from the user, and at most so many to a message. */
function withImages(most: number): PlainTree {
  const content = either(texts, list(either(textBlock, imageBlock), { min: 1, max: most }));
  return object({ role: oneOf('user'), content });
}

const withoutImages = object({ role: oneOf('user'), content: texts });
const answer = object({ role: oneOf('assistant'), content: texts });

const body = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };

/** The beginning of an answer, which some models refuse and others where it ends in white space. */
const begun = { role: 'assistant', content: [{ text: 'x ' }] };

/** Converse bodies of text, and of images and sampling where the model takes them. */
const plain: PlainModel = (foundationModel) => {
  const quiet = quietBody(foundationModel);
  return withMessages(quiet, turns(quiet));
};

/** What is found of media depends on where they stand among texts and turns: all of these have marks. */
const markedTexts = list(marked(textBlock), { min: 1 });
const markedAnswer = marked(object({ role: oneOf('assistant'), content: markedTexts }));
const s3Document = object({
  document: s3Medium(['pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'], {
    name: ownName(LONGEST_NAME, '_'),
  }),
});
const question = marked(
  object({
    role: oneOf('user'),
    content: list(either(marked(textBlock), s3Image, s3Video, s3Document), { min: 1 }),
  }),
);
const withMediaInS3 = listWithFirst({
  first: question,
  others: either(question, markedAnswer),
  last: question,
});

/** Converse bodies with media in S3. */
const inS3: PlainModel = (foundationModel) =>
  withMessages(quietBody(foundationModel), withMediaInS3);

function quietBody(foundationModel: string | undefined): QuietBody {
  return { rules: converseRules, body, foundationModel };
}

function withMessages(quiet: QuietBody, messages: PlainTree): PlainTree {
  return object(
    { messages },
    {
      system: list(textBlock),
      inferenceConfig: object(
        {},
        {
          maxTokens: tokens(quiet.foundationModel),
          ...quietSampling(quiet),
          ...quietStops(quiet),
        },
      ),
    },
  );
}

const FEW_TURNS = 4;

/** Lists of at most so many turns, of a user and an assistant. */
type Order = (user: PlainTree, assistant: PlainTree, most?: number) => PlainTree;

const anyOrder: Order = (user, assistant, most) =>
  list(either(assistant, user), { min: 1, ...(most !== undefined && { max: most }) });

/** Where the last turn is the user's. */
const endingWithUser: Order = (user, assistant, most) => {
  const elements = { first: user, others: either(assistant, user), last: user };
  return most === undefined ? listWithFirst(elements) : shortListWithFirst(elements, most);
};

/** More turns are seldom, and the form grows with each. */
const MOST_ALTERNATING = 16;

/** For models that are believed to take no two turns of the user that follow each other. */
const alternatingTurns = alternatingList(withoutImages, answer, MOST_ALTERNATING);
const alternatingWithImage = either(
  alternatingTurns,
  list(withImages(MOST_IMAGES), { min: 1, max: 1 }),
);

const textTurn = { role: 'user', content: [{ text: 'x' }] };

/** Some models take no images, of some those of all turns are counted together, and some want the turns in an order. */
function turns(quiet: QuietBody): PlainTree {
  const turn = (images: number) => ({ role: 'user', content: Array(images).fill(sampleImage) });
  const takesImages = isQuiet(quiet, { messages: [turn(1)] });
  if (!isQuiet(quiet, { messages: [textTurn, textTurn] })) {
    return takesImages ? alternatingWithImage : alternatingTurns;
  }
  const mayEnd = isQuiet(quiet, { messages: [textTurn, begun] });
  const inOrder = mayEnd ? anyOrder : endingWithUser;
  if (!takesImages) return inOrder(withoutImages, answer);
  const isOfEachTurn = isQuiet(quiet, { messages: [turn(MOST_IMAGES), turn(MOST_IMAGES)] });
  if (isOfEachTurn) return inOrder(withImages(MOST_IMAGES), answer);
  // however they are spread over turns, there are not too many images in the record
  return either(
    inOrder(withoutImages, answer),
    inOrder(withImages(MOST_IMAGES / FEW_TURNS), answer, FEW_TURNS),
    inOrder(withImages(MOST_IMAGES), answer, 1),
  );
}

/** `temperature` and `topP`, as far as the rules are quiet about them beside one another. */
function quietSampling(quiet: QuietBody): PlainMembers {
  const set = (members: object) => isQuiet(quiet, { inferenceConfig: members });
  const temperature = set({ temperature: 0.5 });
  const topP = set(temperature ? { temperature: 0.5, topP: 0.5 } : { topP: 0.5 });
  return { ...(temperature && { temperature: unit }), ...(topP && { topP: unit }) };
}

/** `stopSequences`, which some models are said to refuse. */
function quietStops(quiet: QuietBody): PlainMembers {
  const stopSequences = list(text({ min: 1 }), { max: MOST_STOP_SEQUENCES });
  return isQuiet(quiet, { inferenceConfig: { stopSequences: ['x'] } }) ? { stopSequences } : {};
}

/** Converse without a schema. */
export const plainConverse: PlainFamily<'converse'> = {
  name: 'converse',
  title: 'Converse',
  plain,
  marked: inS3,
  ceilings: converseCeilings,
};
