import { isObject, quote } from '../../../core/index.ts';
import { doubtThat } from '../../conversation/say.ts';
import { toolNames } from '../../conversation/tool-names.ts';
import { claudeToolSchemas } from '../../conversation/tool-schemas.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { claudeTakes } from '../../rules/claude/claude-rules.ts';
import { FIELDS, IN_CONVERSE } from '../../rules/claude/places.ts';
import { doubtful, doubtNumbers } from '../../rules/doubtful.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { nearestKey } from '../../shape/nearest-key.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { claudeNumbers } from '../claude-messages/bounds.ts';
import { REFUSES_NULL } from '../claude-messages/nulls.ts';

/** Keys of the Messages API that Converse has none of its own for. */
const KEYS = [
  'anthropic_beta',
  'anthropic_version',
  'cache_control',
  'container',
  'context_management',
  'inference_geo',
  'mcp_servers',
  'metadata',
  'output_config',
  'output_format',
  'service_tier',
  'speed',
  'temperature',
  'thinking',
  'tool_choice',
  'tools',
  'top_k',
  'top_p',
];

/** What Converse has a place of its own for. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  max_tokens: '"inferenceConfig.maxTokens"',
  maxTokens: '"inferenceConfig.maxTokens"',
  messages: '"messages" of the body',
  stop_sequences: '"inferenceConfig.stopSequences"',
  stopSequences: '"inferenceConfig.stopSequences"',
  system: '"system" of the body',
};

/** Seen by Converse too, as `reasoning: Extra inputs are not permitted`; which keys a model knows changes faster than this list. */
const DOUBT =
  'Claude refuses keys that it does not know (BerriAI/litellm #13609), and whether it knows this one is not documented';

const fieldKeys: ModelInputRule = (modelInput) => {
  const { value: fields } = placeAt(modelInput, [FIELDS]);
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.keys(fields)
    .filter((key) => !KEYS.includes(key))
    .map((key) => {
      const nearest = nearestKey(
        key,
        KEYS.filter((known) => !Object.hasOwn(fields, known)),
      );
      const instead = nearest === undefined ? `no ${quote(key)}` : quote(nearest);
      const expected = Object.hasOwn(ELSEWHERE, key) ? (ELSEWHERE[key] as string) : instead;
      return doubtful([FIELDS, key], { expected, received: 'set', doubt: DOUBT });
    });
};

/** Converse itself passes null on. */
const nulls: ModelInputRule = (modelInput) => {
  const { value: fields } = placeAt(modelInput, [FIELDS]);
  return isObject(fields)
    ? KEYS.filter((key) => fields[key] === null && Object.hasOwn(fields, key)).map((key) =>
        doubtful([FIELDS, key], { expected: `no ${quote(key)}`, received: 'null', doubt: NULL }),
      )
    : [];
};

const NULL = `that is known of InvokeModel: ${REFUSES_NULL}`;

const numbers = Object.entries(claudeNumbers).map(
  ([key, bound]) => [key, { ...bound, path: [FIELDS, ...bound.path] }] as const,
);

const asInvoked = doubtThat(
  'that is known of InvokeModel, and what Converse makes of tools there is not documented',
);

/** The schemas of tools that Converse passes on, as by InvokeModel, but in doubt. */
const toolsAmongFields: ModelInputRule = (modelInput, context) => {
  const { value: fields } = placeAt(modelInput, [FIELDS]);
  if (!isObject(fields)) return [];
  return claudeToolSchemas({ tools: fields['tools'] }, context).map((finding) => {
    const received = 'received' in finding ? finding.received : 'not as Claude takes it';
    const expected =
      'expected' in finding ? finding.expected : `no ${quote(String(finding.path.at(-1)))}`;
    return asInvoked([FIELDS, ...finding.path], { expected, received });
  });
};

const toolsByName = toolNames({
  tools: [FIELDS, 'tools'],
  name: ['name'],
  choice: [FIELDS, 'tool_choice', 'name'],
  say: asInvoked,
});

const rules: readonly ModelInputRule[] = [
  toolsByName,
  toolsAmongFields,
  ...claudeTakes(IN_CONVERSE),
  fieldKeys,
  nulls,
  doubtNumbers(Object.fromEntries(numbers)),
];

/** What models of Claude take by Converse: what other models have in the same places is not looked at. */
export const claudeByConverse: readonly ModelInputRule[] = rules.map(
  (rule): ModelInputRule =>
    (modelInput, context) =>
      takesOf(context.foundationModel) === undefined ? [] : rule(modelInput, context),
);
