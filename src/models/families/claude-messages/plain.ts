import { type PlainModel, quietMembers, tokens, unit } from '../../plain/plain-model.ts';
import {
  anyObject,
  base64,
  boolean,
  either,
  int,
  list,
  listWithFirst,
  object,
  oneOf,
  type PlainTree,
  shortListWithFirst,
  text,
} from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';
import { claude } from './builder.ts';
import { claudeRules } from './rules.ts';
import { ANTHROPIC_VERSION } from './version.ts';

const cacheControl = object({ type: text() }, { ttl: text() });

const textBlock = object(
  { type: oneOf('text'), text: text({ min: 1 }) },
  { cache_control: cacheControl },
);

const image = object({
  type: oneOf('image'),
  source: object({
    type: oneOf('base64'),
    media_type: oneOf('image/jpeg', 'image/png', 'image/gif', 'image/webp'),
    data: base64,
  }),
});

const toolUse = object({ type: oneOf('tool_use'), id: text(), name: text(), input: anyObject });

const toolResult = object(
  { type: oneOf('tool_result'), tool_use_id: text() },
  { content: either(text(), list(textBlock)), is_error: boolean },
);

/** Messages of these blocks; the first turn is the user's. */
function turns(block: PlainTree, most = Number.POSITIVE_INFINITY) {
  const content = either(text({ min: 1 }), list(block, { min: 1, max: most }));
  const turn = (...roles: readonly string[]) => object({ role: oneOf(...roles), content });
  return { first: turn('user'), others: turn('user', 'assistant') };
}

const withoutImages = turns(either(textBlock, toolUse, toolResult));
/** However they are spread, they are at most 20 images. */
const withFewImages = turns(either(textBlock, image), 5);
const withManyImages = turns(either(textBlock, image), 20);

const messages = either(
  listWithFirst(withoutImages.first, withoutImages.others),
  shortListWithFirst(withFewImages.first, withFewImages.others, 4),
  shortListWithFirst(withManyImages.first, withManyImages.others, 1),
);

const body = { ...claude.messages({ max_tokens: 1, messages: [{ role: 'user', content: 'x' }] }) };

/** Claude messages of text, up to 20 images, and tools that were used before; new ones are warned of. */
const plain: PlainModel = (foundationModel) =>
  object(
    {
      anthropic_version: oneOf(ANTHROPIC_VERSION),
      max_tokens: tokens(foundationModel),
      messages,
    },
    {
      system: either(text({ min: 1 }), list(textBlock)),
      stop_sequences: list(text(), { max: 8191 }),
      ...quietMembers(
        { rules: claudeRules, body, foundationModel },
        {
          temperature: { value: unit, sample: 0.5 },
          top_p: { value: unit, sample: 0.5 },
          top_k: { value: int(0, 500), sample: 5 },
        },
      ),
    },
  );

/** Claude messages without a schema. */
export const plainClaude: PlainFamily<'claude-messages'> = {
  name: 'claude-messages',
  title: 'Claude messages',
  plain,
};
