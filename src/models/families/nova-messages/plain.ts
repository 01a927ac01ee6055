import { imageBlock, sampleImage } from '../../media/plain-image.ts';
import { isQuiet, type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import {
  either,
  int,
  list,
  listWithFirst,
  number,
  object,
  oneOf,
  text,
} from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';
import { novaRules } from './rules.ts';

const textBlock = object({ text: text() });

const body = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };

/** Below it the rules have doubts. */
const LEAST_TEMPERATURE = 0.00001;

/** Nova messages of text, and of images where the model takes them. */
const plain: PlainModel = (foundationModel) => {
  const withImage = { messages: [{ role: 'user', content: [sampleImage] }] };
  const seesImages = isQuiet({ rules: novaRules, body, foundationModel }, withImage);
  const content = list(seesImages ? either(textBlock, imageBlock) : textBlock);
  const turn = (...roles: readonly string[]) => object({ role: oneOf(...roles), content });
  return object(
    { messages: listWithFirst(turn('user'), turn('user', 'assistant')) },
    {
      schemaVersion: oneOf('messages-v1'),
      system: list(textBlock),
      inferenceConfig: object(
        {},
        {
          maxTokens: tokens(foundationModel),
          temperature: number(LEAST_TEMPERATURE, 1),
          topP: unit,
          topK: int(0, 128),
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
};
