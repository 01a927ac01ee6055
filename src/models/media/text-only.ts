import { describeValue, type PathStep } from '../../core/index.ts';
import type { Modality } from '../facts/model-row.ts';
import { type FoundRow, modelRowOf } from '../facts/model-table.ts';
import { borrowed } from '../rules/borrowed.ts';
import { doubtful } from '../rules/doubtful.ts';
import { forbidden } from '../rules/forbidden-keys.ts';
import { eachBlock } from '../rules/message-hints.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';

type Block = Readonly<Record<string, unknown>>;

/** Converse turns documents into text for models that read none themselves. */
const MEDIA: readonly Modality[] = ['image', 'video', 'audio'];

/** No medium that the model does not take, in blocks that have one key: an error where AWS documents it. */
export const mediaForTextOnly: ModelInputRule = judged((block, path, found) =>
  MEDIA.filter((kind) => Object.hasOwn(block, kind) && !takes(found, kind)).map((kind) => {
    const word = found.row.modalities?.word;
    if (word === 'documented' && found.borrowedFrom === undefined) {
      return forbidden([...path, kind], `${found.row.id} takes ${listOf(found)}`);
    }
    return doubtfulMedium([...path, kind], 'set', found);
  }),
);

/** How parts of OpenAI's messages name what they hold. */
const KIND_OF_PART: readonly (readonly [RegExp, Modality])[] = [
  [/image/, 'image'],
  [/video/, 'video'],
  [/audio/, 'audio'],
  [/file/, 'document'],
];

/** No medium that the model does not take, in parts that have a type, as OpenAI's have. */
export const partsForTextOnly: ModelInputRule = judged(({ type }, path, found) => {
  if (typeof type !== 'string') return [];
  const kind = KIND_OF_PART.find(([word]) => word.test(type))?.[1];
  if (kind === undefined || takes(found, kind)) return [];
  return [doubtfulMedium(path, `a part of type ${describeValue(type)}`, found)];
});

function judged(
  judge: (block: Block, path: readonly PathStep[], found: FoundRow) => readonly RuleFinding[],
): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
    if (found?.row.modalities === undefined) return [];
    return eachBlock((block, path) => judge(block, path, found))(modelInput);
  };
}

function takes({ row }: FoundRow, kind: Modality): boolean {
  return row.modalities?.takes.includes(kind) === true;
}

function listOf({ row }: FoundRow): string {
  const all = row.modalities?.takes ?? [];
  return all.length === 1 ? `${all[0]} only` : all.join(' or ');
}

const WORDS = {
  documented: 'AWS documents it',
  card: "that is the model card's word",
  reported: "that is reported by users, and AWS's documents at hand do not confirm it",
} as const;

/** Whose word it is that a model does not take a medium, as a clause; undefined where it does, or that is not known. */
export function doubtOfMedium(
  kind: Modality,
  foundationModel: string | undefined,
): string | undefined {
  const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
  const isTaken = found?.row.modalities === undefined || takes(found, kind);
  return isTaken ? undefined : wordOf(found);
}

function wordOf(found: FoundRow): string {
  return borrowed(WORDS[found.row.modalities?.word ?? 'reported'], found.borrowedFrom);
}

function doubtfulMedium(path: readonly PathStep[], received: string, found: FoundRow): RuleFinding {
  return doubtful(path, { expected: listOf(found), received, doubt: wordOf(found) });
}
