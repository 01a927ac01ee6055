import { describeValue, isObject, type PathStep } from '../../core/index.ts';
import { forbidden } from '../rules/forbidden-keys.ts';
import { objectsIn } from '../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { placeAt } from '../shape/shape-path.ts';
import { doubtThat, refuse } from './say.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Source: refusals seen (GitNexus #2487, goose #2150). */
const NOT_ON_TOP =
  'Claude refuses it at the top of an input_schema (seen); inside of a property it is taken';

/** The schema of a tool's input is one of an object, and says so at its top. Tools that Anthropic defines have none. */
export const claudeToolSchemas: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'tools')].flatMap(([index, { type, input_schema: schema }]) =>
    isObject(schema) && (type === undefined || type === null || type === 'custom')
      ? claudeTop(schema, ['tools', index, 'input_schema'])
      : [],
  );

function claudeTop(schema: JsonObject, path: readonly PathStep[]): readonly RuleFinding[] {
  const combined = ['anyOf', 'oneOf', 'allOf']
    .filter((key) => Object.hasOwn(schema, key))
    .map((key) => forbidden([...path, key], NOT_ON_TOP));
  const { present, value } = placeAt(schema, ['type']);
  if (!present) {
    return [
      ...combined,
      { code: 'MODEL_INPUT_REQUIRED', path: [...path, 'type'], expected: OBJECT },
    ];
  }
  if (value === 'object') return combined;
  const texts = { expected: OBJECT, received: describeValue(value) };
  return [...combined, refuse([...path, 'type'], texts)];
}

const OBJECT = '"object"';

const OF_NOVA = new Set(['type', 'properties', 'required']);
const TOP_OF_NOVA = 'only "type", "properties" and "required" at the top of the schema';

/** Source: zed #28521, where "definitions" was refused as an extraneous key. */
const doubtNova = doubtThat(
  'a refusal was seen of "definitions" alone, by Nova 1, and AWS\'s documents at hand list no keys',
);

/** What Nova takes at the top of the schema of a tool's input. */
export const novaToolSchemas: ModelInputRule = (modelInput) => {
  const config = modelInput['toolConfig'];
  if (!isObject(config)) return [];
  return [...objectsIn(config, 'tools')].flatMap(([index, tool]) => {
    const inTool = ['toolSpec', 'inputSchema', 'json'];
    const schema = placeAt(tool, inTool).value;
    const path = ['toolConfig', 'tools', index, ...inTool];
    return isObject(schema) ? novaTop(schema, path) : [];
  });
};

function novaTop(schema: JsonObject, path: readonly PathStep[]): readonly RuleFinding[] {
  const others = Object.keys(schema)
    .filter((key) => !OF_NOVA.has(key))
    .map((key) => doubtNova([...path, key], { expected: TOP_OF_NOVA, received: 'set' }));
  const { present, value } = placeAt(schema, ['type']);
  if (value === 'object') return others;
  const received = present ? describeValue(value) : 'missing';
  return [...others, doubtNova([...path, 'type'], { expected: OBJECT, received })];
}
