import { base64Of, IMAGE_FORMATS } from '../../media/plain-image.ts';
import { claudeTools } from '../../plain/marked-tools.ts';
import { type PlainModel, tokens, undoubted } from '../../plain/plain-model.ts';
import {
  either,
  list,
  listWithFirst,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  shortListWithFirst,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { quietMembers } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { claudeCeilings, claudeNumbers, MOST_IMAGES, MOST_STOP_SEQUENCES } from './bounds.ts';
import { claude } from './builder.ts';
import { ANTHROPIC_VERSION } from './messages-api.ts';
import { claudeRules } from './rules.ts';

const textBlock = object({ type: oneOf('text'), text: words });

/** Text up to which may be cached for so long. Marks are taken only where they are few, and none of an hour comes after one of less. */
function markedText(...ttls: readonly string[]): PlainTree {
  const cacheControl = object({ type: oneOf('ephemeral') }, { ttl: oneOf(...ttls) });
  return object({ type: oneOf('text'), text: words }, { cache_control: cacheControl });
}

const briefly = list(markedText('5m'), { min: 1, max: 2 });
const forLong = list(markedText('5m', '1h'), { min: 1, max: 1 });

const image = object({
  type: oneOf('image'),
  source: either(
    ...IMAGE_FORMATS.map((format) =>
      object({
        type: oneOf('base64'),
        media_type: oneOf(`image/${format}`),
        data: base64Of(format),
      }),
    ),
  ),
});

/** Messages of these blocks; the first turn is the user's, and so is the last: whether a beginning of the answer is taken depends on model and text. */
function turns(block: PlainTree, most = Number.POSITIVE_INFINITY) {
  const content = either(words, list(block, { min: 1, max: most }));
  const turn = (...roles: readonly string[]) => object({ role: oneOf(...roles), content });
  const user = turn('user');
  return { first: user, others: turn('user', 'assistant'), last: user };
}

const withoutImages = turns(textBlock);
const FEW_TURNS = 4;

/** However they are spread, there are not too many images. */
const withFewImages = turns(either(textBlock, image), MOST_IMAGES / FEW_TURNS);
const withManyImages = turns(either(textBlock, image), MOST_IMAGES);

const messages = either(
  listWithFirst(withoutImages),
  shortListWithFirst(withFewImages, FEW_TURNS),
  shortListWithFirst(withManyImages, 1),
  list(object({ role: oneOf('user'), content: briefly }), { min: 1, max: 1 }),
);

const body = { ...claude.messages({ max_tokens: 1, messages: [{ role: 'user', content: 'x' }] }) };

/** Claude messages of text and some images. What tools were called before is not: no form says that calls and results come in pairs. */
const plain: PlainModel = (foundationModel) => withMore(foundationModel);

/** The same with tools, of which all are said to be in doubt. */
const withTools: PlainModel = (foundationModel) =>
  withMore(foundationModel, claudeTools.required, claudeTools.optional);

function withMore(
  foundationModel: string | undefined,
  required: PlainMembers = {},
  optional: PlainMembers = {},
): PlainTree {
  return object(
    {
      anthropic_version: oneOf(ANTHROPIC_VERSION),
      max_tokens: tokens(foundationModel),
      messages,
      ...required,
    },
    {
      ...optional,
      system: either(words, list(textBlock), briefly, forLong),
      stop_sequences: list(text(), { max: MOST_STOP_SEQUENCES }),
      ...quietMembers(
        { rules: claudeRules, body, foundationModel },
        {
          temperature: { value: undoubted(claudeNumbers.temperature), sample: 0.5 },
          top_p: { value: undoubted(claudeNumbers.top_p), sample: 0.5 },
          top_k: { value: undoubted(claudeNumbers.top_k), sample: 5 },
        },
      ),
    },
  );
}

/** Claude messages without a schema. */
export const plainClaude: PlainFamily<'claude-messages'> = {
  name: 'claude-messages',
  title: 'Claude messages',
  plain,
  marked: withTools,
  ceilings: claudeCeilings,
};
