import { s3Image, s3Video } from '../../media/marked-media.ts';
import { imageBlock, sampleImage } from '../../media/plain-image.ts';
import { novaTools } from '../../plain/marked-tools.ts';
import { type PlainModel, tokens, undoubted, unit } from '../../plain/plain-model.ts';
import {
  either,
  int,
  list,
  listWithFirst,
  marked,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { isQuiet } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { MOST_TOP_K, novaCeilings, novaTemperature } from './bounds.ts';
import { novaRules } from './rules.ts';

const textBlock = object({ text: words });

const sample = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };

/** Nova messages of text, and of images where the model takes them. */
const plain: PlainModel = (foundationModel) =>
  body(foundationModel, { messages: turns(foundationModel) });

function turns(foundationModel: string | undefined): PlainTree {
  const withImage = { messages: [{ role: 'user', content: [sampleImage] }] };
  const seesImages = isQuiet({ rules: novaRules, body: sample, foundationModel }, withImage);
  const content = list(seesImages ? either(textBlock, imageBlock) : textBlock, { min: 1 });
  const turn = (...roles: readonly string[]) => object({ role: oneOf(...roles), content });
  return listWithFirst({ first: turn('user'), others: turn('user', 'assistant') });
}

/** What is found of media depends on where they stand among texts and turns: all of these have marks. */
const markedTexts = list(marked(textBlock), { min: 1 });
const answer = marked(object({ role: oneOf('assistant'), content: markedTexts }));
const question = marked(
  object({
    role: oneOf('user'),
    content: list(either(marked(textBlock), s3Image, s3Video), { min: 1 }),
  }),
);
const withMediaInS3 = listWithFirst({
  first: question,
  others: either(question, answer),
  last: question,
});

/** Nova messages with tools, of which all are said to be in doubt, or with media in S3. */
const markedForm: PlainModel = (foundationModel) =>
  either(
    body(foundationModel, { messages: turns(foundationModel), ...novaTools }),
    body(foundationModel, { messages: withMediaInS3 }),
  );

function body(foundationModel: string | undefined, required: PlainMembers): PlainTree {
  return object(required, {
    schemaVersion: oneOf('messages-v1'),
    system: list(textBlock),
    inferenceConfig: object(
      {},
      {
        maxTokens: tokens(foundationModel),
        temperature: undoubted(novaTemperature),
        topP: unit,
        topK: int(0, MOST_TOP_K),
        stopSequences: list(text()),
      },
    ),
  });
}

/** Nova messages without a schema. */
export const plainNova: PlainFamily<'nova-messages'> = {
  name: 'nova-messages',
  title: 'Nova messages',
  plain,
  marked: markedForm,
  ceilings: novaCeilings,
};
