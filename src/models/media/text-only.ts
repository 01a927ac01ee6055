import { doubtful } from '../rules/doubtful.ts';
import { forbidden } from '../rules/forbidden-keys.ts';
import { eachBlock } from '../rules/message-hints.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';

const MEDIA = ['image', 'video', 'audio'];

const OF_MICRO = 'Nova Micro takes text only';

/** Nova Micro takes text only (documented), and gpt-oss (reported); for blocks that have one key. */
export const mediaForTextOnly: ModelInputRule = (modelInput, { foundationModel }) => {
  if (foundationModel?.startsWith('amazon.nova-micro-')) return micro(modelInput);
  return foundationModel?.startsWith('openai.gpt-oss') ? gptOss(modelInput) : [];
};

const micro = eachBlock((block, path) =>
  mediaIn(block).map((key): RuleFinding => forbidden([...path, key], OF_MICRO)),
);

const gptOss = eachBlock((block, path) =>
  mediaIn(block).map((key) => doubtful([...path, key], { expected: 'text only', received: 'set' })),
);

function mediaIn(block: Readonly<Record<string, unknown>>): readonly string[] {
  return MEDIA.filter((key) => Object.hasOwn(block, key));
}
