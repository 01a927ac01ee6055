import { describeValue, formatCount, isObject } from '../../../core/index.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';

const METADATA_KEY = /^[a-zA-Z0-9\s:_@$#=/+,\-.]{1,256}$/;
const METADATA_VALUE = /^[a-zA-Z0-9\s:_@$#=/+,\-.]{0,256}$/;
const GUARDRAIL_VERSION = /^(?:[1-9][0-9]{0,7}|DRAFT)$/;

const MOST_METADATA = 16;

const METADATA = 'letters, digits, spaces and :_@$#=/+,-.';

const requestMetadata: ModelInputRule = ({ requestMetadata: metadata }) => {
  if (!isObject(metadata)) return [];
  const pairs = Object.entries(metadata);
  if (pairs.length === 0 || pairs.length > MOST_METADATA) {
    const received = `an object of ${formatCount(pairs.length)}`;
    const expected = `1 to ${MOST_METADATA} pairs`;
    return [{ code: 'MODEL_INPUT_VALUE', path: ['requestMetadata'], expected, received }];
  }
  return pairs.flatMap(([key, value]) => {
    if (!METADATA_KEY.test(key)) return [wrong(['requestMetadata', key], key, METADATA)];
    const isTaken = typeof value !== 'string' || METADATA_VALUE.test(value);
    return isTaken ? [] : [wrong(['requestMetadata', key], value, METADATA)];
  });
};

const guardrailVersion: ModelInputRule = (modelInput) => {
  const path = ['guardrailConfig', 'guardrailVersion'];
  const { value } = placeAt(modelInput, path);
  if (typeof value !== 'string' || GUARDRAIL_VERSION.test(value)) return [];
  return [wrong(path, value, 'a number of at most 8 digits, or "DRAFT"')];
};

/** RFC 6901; the empty pointer is the schema's to judge. */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

const responsePaths: ModelInputRule = ({ additionalModelResponseFieldPaths: paths }) =>
  Array.isArray(paths)
    ? [...paths.entries()]
        .filter(([, path]) => typeof path === 'string' && path !== '' && !POINTER.test(path))
        .map(([at, path]) =>
          wrong(
            ['additionalModelResponseFieldPaths', at],
            path,
            'a JSON pointer such as "/stop_sequence"',
          ),
        )
    : [];

function wrong(path: readonly (string | number)[], value: unknown, expected: string): RuleFinding {
  return { code: 'MODEL_INPUT_VALUE', path, expected, received: describeValue(value) };
}

/** Texts whose patterns the Converse API documents. */
export const converseTexts: readonly ModelInputRule[] = [
  requestMetadata,
  guardrailVersion,
  responsePaths,
];
