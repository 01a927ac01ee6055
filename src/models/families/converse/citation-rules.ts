import { describeValue, isObject, quote } from '../../../core/index.ts';
import { rowOf } from '../../facts/model-table.ts';
import { mediaBlocks } from '../../media/media-blocks.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { forbidden } from '../../rules/forbidden-keys.ts';
import { eachBlock } from '../../rules/message-hints.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Blocks that may be cited. */
const CITED = ['document', 'searchResult'];

function isCited(medium: JsonObject): boolean {
  return placeAt(medium, ['citations', 'enabled']).value === true;
}

/** Says something of the citations of each block that is to be cited. */
function ofCitations(finding: (path: readonly (string | number)[]) => RuleFinding) {
  return eachBlock((block, path) =>
    CITED.filter((key) => {
      const medium = block[key];
      return isObject(medium) && isCited(medium);
    }).map((key) => finding([...path, key, 'citations'])),
  );
}

const NO_CITATIONS =
  'Claude refuses citations beside structured output ("outputConfig.textFormat") with status 400';

const besideTextFormat = ofCitations((path) => forbidden(path, NO_CITATIONS));

/** Source: AWS, "Structured output": not together with citations of Claude, status 400. */
const besideStructuredOutput: ModelInputRule = (modelInput, { foundationModel }) => {
  const isClaude = rowOf(foundationModel)?.family === 'claude-messages';
  if (!isClaude || !isObject(placeAt(modelInput, ['outputConfig', 'textFormat']).value)) return [];
  return besideTextFormat(modelInput);
};

/** Citations are documented for Claude only. */
const ofOthers: ModelInputRule = (modelInput, { foundationModel }) => {
  if (foundationModel === undefined) return [];
  const { cited = [] } = rowOf(foundationModel)?.documents ?? {};
  return cited.length > 0 ? [] : doubted(modelInput);
};

const doubted = ofCitations((path) =>
  doubtful(path, {
    expected: 'no "citations"',
    received: 'set',
    doubt: 'AWS documents them for Claude and does not say what other models make of them',
  }),
);

const WITHOUT = 'users report that Claude refuses it without them, which AWS does not document';

const OF_OTHERS = 'that is known of other models of Claude';

/** What is cited is PDF or text (a refusal says so), and text in the record itself is there to be cited (measured twice). */
const citedFormats: ModelInputRule = (modelInput, { foundationModel }) => {
  const row = rowOf(foundationModel);
  const { cited = [] } = row?.documents ?? {};
  if (cited.length === 0) return [];
  return [...mediaBlocks(modelInput, 'document')].flatMap(({ path: block, medium }) => {
    const { format, source } = medium;
    if (!isObject(source)) return [];
    const path = [...block, 'document'];
    if (isCited(medium)) {
      const isTaken = typeof format !== 'string' || cited.includes(format);
      if (isTaken || !Object.hasOwn(source, 'bytes')) return [];
      const expected = `one of ${cited.map((name) => quote(name)).join(', ')}, which can be cited`;
      const texts = { expected, received: describeValue(format) };
      if (row?.whole !== true)
        return [doubtful([...path, 'format'], { ...texts, doubt: OF_OTHERS })];
      return [{ code: 'MODEL_INPUT_VALUE', path: [...path, 'format'], ...texts }];
    }
    const key = ['text', 'content'].find((name) => Object.hasOwn(source, name));
    if (key === undefined) return [];
    const expected = `${quote(key)} with "citations" enabled`;
    const texts = { expected, received: 'set without them', doubt: WITHOUT };
    return [doubtful([...path, 'source', key], texts)];
  });
};

/** Where citations are taken, and where they are needed. */
export const citationRules: readonly ModelInputRule[] = [
  besideStructuredOutput,
  ofOthers,
  citedFormats,
];
