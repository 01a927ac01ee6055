import { imageBlock, sampleImage } from '../../media/plain-image.ts';
import { type PlainModel, tokens, undoubted, unit } from '../../plain/plain-model.ts';
import {
  either,
  int,
  list,
  listWithFirst,
  object,
  oneOf,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { isQuiet } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { MOST_TOP_K, novaCeilings, novaTemperature } from './bounds.ts';
import { novaRules } from './rules.ts';

const textBlock = object({ text: words });

const body = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };

/** Nova messages of text, and of images where the model takes them. */
const plain: PlainModel = (foundationModel) => {
  const withImage = { messages: [{ role: 'user', content: [sampleImage] }] };
  const seesImages = isQuiet({ rules: novaRules, body, foundationModel }, withImage);
  const content = list(seesImages ? either(textBlock, imageBlock) : textBlock, { min: 1 });
  const turn = (...roles: readonly string[]) => object({ role: oneOf(...roles), content });
  return object(
    { messages: listWithFirst({ first: turn('user'), others: turn('user', 'assistant') }) },
    {
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
    },
  );
};

/** Nova messages without a schema. */
export const plainNova: PlainFamily<'nova-messages'> = {
  name: 'nova-messages',
  title: 'Nova messages',
  plain,
  ceilings: novaCeilings,
};
