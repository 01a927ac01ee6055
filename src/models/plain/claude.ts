import { claude } from '../anthropic/builder.ts';
import { claudeRules } from '../anthropic/rules.ts';
import { ANTHROPIC_VERSION } from '../anthropic/version.ts';
import { type PlainModel, quietMembers, tokens, unit } from './plain-model.ts';
import {
  anyObject,
  base64,
  boolean,
  either,
  int,
  list,
  object,
  oneOf,
  type PlainTree,
  text,
} from './plain-tree.ts';

const cacheControl = object({ type: text() }, { ttl: text() });

const textBlock = object({ type: oneOf('text'), text: text() }, { cache_control: cacheControl });

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

const toolChoice = either(
  object({ type: oneOf('auto', 'any') }, { disable_parallel_tool_use: boolean }),
  object({ type: oneOf('tool'), name: text() }, { disable_parallel_tool_use: boolean }),
  object({ type: oneOf('none') }),
);

function message(blocks: PlainTree): PlainTree {
  return object({ role: oneOf('user', 'assistant'), content: either(text(), blocks) });
}

const withoutImages = message(list(either(textBlock, toolUse, toolResult)));
/** However they are spread, they are at most 20 images. */
const withImages = (most: number) => message(list(either(textBlock, image), { max: most }));

const body = { ...claude.messages({ max_tokens: 1, messages: [{ role: 'user', content: 'x' }] }) };

/** Claude messages of text, up to 20 images, and tools that were used before; new ones are warned of. */
export const plainClaude: PlainModel = (foundationModel) =>
  object(
    {
      anthropic_version: oneOf(ANTHROPIC_VERSION),
      max_tokens: tokens(foundationModel),
      messages: either(
        list(withoutImages, { min: 1 }),
        list(withImages(5), { min: 1, max: 4 }),
        list(withImages(20), { min: 1, max: 1 }),
      ),
    },
    {
      system: either(text(), list(textBlock)),
      stop_sequences: list(text(), { max: 8191 }),
      tool_choice: toolChoice,
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
