import { describeValue, isObject, type PathStep } from '../../../core/index.ts';
import { rowOf } from '../../facts/model-table.ts';
import { type MediaBlock, mediaBlocks } from '../../media/media-blocks.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { forbidden } from '../../rules/forbidden-keys.ts';
import { objectsIn } from '../../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { MOST_DOCUMENTS } from './bounds.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Makes a rule of what is said of all documents together. */
function ofDocuments(
  judge: (documents: readonly MediaBlock[]) => readonly RuleFinding[],
): ModelInputRule {
  return (modelInput) => judge([...mediaBlocks(modelInput, 'document')]);
}

function value(
  path: readonly PathStep[],
  texts: { readonly expected: string; readonly received: string },
): RuleFinding {
  return { code: 'MODEL_INPUT_VALUE', path, ...texts };
}

/** An ASCII space is the only white space that was taken when it was measured. */
const TAKEN_NAME = /^(?!.* {2})[A-Za-z0-9 ()[\]_-]+$/s;

const NAME = 'letters, digits, single spaces, hyphens, parentheses and square brackets';

const MEASURED_NAME = `${NAME} (measured, generative-ai-use-cases #1671)`;

const UNDERSCORE = '"_", which AWS does not name, was taken whenever it was measured';

const names = ofDocuments((documents) =>
  documents.flatMap(({ path: block, medium: { name } }) => {
    // An empty one is the schema's to judge.
    if (typeof name !== 'string' || name === '') return [];
    const path = [...block, 'document', 'name'];
    const texts = { expected: NAME, received: describeValue(name) };
    if (!TAKEN_NAME.test(name)) return [value(path, { ...texts, expected: MEASURED_NAME })];
    return name.includes('_') ? [doubtful(path, { ...texts, doubt: UNDERSCORE })] : [];
  }),
);

/** Names differ in the whole request, tool results included: reported, with AWS's own words, for every model. */
const repeatedNames = ofDocuments((documents) => {
  const seen = new Set<unknown>();
  return documents.flatMap(({ path, medium: { name } }) => {
    if (typeof name !== 'string' || name === '') return [];
    const isNew = !seen.has(name);
    seen.add(name);
    if (isNew) return [];
    const expected =
      'a name that no other document of the record has (generative-ai-use-cases #1685)';
    const received = `the name of an earlier document, ${describeValue(name)}`;
    return [value([...path, 'document', 'name'], { expected, received })];
  });
});

/** Source: AWS, "API restrictions": five to a request; the API reference can be read as five to a message. */
const tooMany = ofDocuments((documents) =>
  documents.slice(MOST_DOCUMENTS, MOST_DOCUMENTS + 1).map(({ path }) => {
    const expected = `at most ${MOST_DOCUMENTS} documents in a record (AWS, "API restrictions")`;
    return value(path, { expected, received: `document ${MOST_DOCUMENTS + 1}` });
  }),
);

const BESIDE = 'a document with a text beside it that is not blank (litellm #36499)';

const withoutText: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'messages')].flatMap(([index, { content }]) => {
    // Among wrong blocks may be the text that is missed: they say what is wrong.
    if (!Array.isArray(content) || !content.every(isObject)) return [];
    const blocks: readonly JsonObject[] = content;
    const at = blocks.findIndex((block) => Object.hasOwn(block, 'document'));
    if (at === -1 || blocks.some(saysSomething)) return [];
    const isBlank = blocks.some((block) => Object.hasOwn(block, 'text'));
    const received = `a document ${isBlank ? 'with a blank text' : 'without a text block'} beside it`;
    return [value(['messages', index, 'content', at], { expected: BESIDE, received })];
  });

/** What is guarded may be a text too; a text that is none is the schema's to judge. */
function saysSomething(block: JsonObject): boolean {
  if (Object.hasOwn(block, 'guardContent')) return true;
  if (!Object.hasOwn(block, 'text')) return false;
  const { text } = block;
  return typeof text !== 'string' || text.trim() !== '';
}

const S3_OF_NOVA = 'Claude takes a document only as bytes: those in S3 are for Nova';

const S3_DOUBT =
  'that only Nova takes it from S3 is what "Supported models and model features" of AWS says, and one user who was refused';

/** Claude is known to refuse documents in S3; the rest, images included, follows from a table of AWS. */
const inS3: ModelInputRule = (modelInput, { foundationModel }) => {
  const row = rowOf(foundationModel);
  const support = row?.documents;
  if (foundationModel === undefined || support?.fromS3 === true) return [];
  return ['document', 'image'].flatMap((key) =>
    [...mediaBlocks(modelInput, key)].flatMap(({ path: block, medium }) => {
      if (!placeAt(medium, ['source', 's3Location']).present) return [];
      const path = [...block, key, 'source', 's3Location'];
      // of a model without a row of its own that is a guess
      const isRefused = key === 'document' && support?.fromS3 === false && row?.whole === true;
      if (isRefused) return [forbidden(path, S3_OF_NOVA)];
      return [doubtful(path, { expected: '"bytes"', received: 'set', doubt: S3_DOUBT })];
    }),
  );
};

const refused: ModelInputRule = (modelInput, { foundationModel }) => {
  const doubt = rowOf(foundationModel)?.documents?.noneBy;
  if (doubt === undefined) return [];
  const texts = { expected: 'no document', received: 'set', doubt };
  return [...mediaBlocks(modelInput, 'document')].map(({ path }) =>
    doubtful([...path, 'document'], texts),
  );
};

/** What Converse takes of documents, besides their sizes and citations. */
export const documentRules: readonly ModelInputRule[] = [
  names,
  repeatedNames,
  tooMany,
  withoutText,
  inS3,
  refused,
];
