import { readMessageOutput } from '../../outputs/message-output.ts';
import { keyedContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import type { Family } from '../model-family.ts';
import type { ConverseContentBlock } from './blocks.ts';
import { converse } from './builder.ts';
import { plainConverse } from './plain.ts';
import { converseRules } from './rules.ts';
import { type ConverseBody, converseBody } from './schema.ts';

/** Every model that has a Converse form, by Converse. */
export const converseFamily: Family<'converse'> = {
  ...plainConverse,
  invocationType: 'Converse',
  schema: converseBody,
  rules: converseRules,
  marks: [
    'guardrailConfig',
    'additionalModelRequestFields',
    'additionalModelResponseFieldPaths',
    'requestMetadata',
    'outputConfig',
    'performanceConfig',
    'serviceTier',
    'promptVariables',
  ],
  hasOwnMessages: false,
  answers: 'text',
  ...fromTurns({
    roles: ['user', 'assistant', 'system'],
    system: 'beside',
    content: keyedContent<ConverseContentBlock>(),
    modelInput: ({ system, messages, maxTokens }) => ({
      ...converse({
        ...(system.length === 0 ? {} : { system: system.flat() as ConverseBody['system'] }),
        messages: messages as ConverseBody['messages'],
        ...(maxTokens === undefined ? {} : { inferenceConfig: { maxTokens } }),
      }),
    }),
  }),
  example: { ...converse({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] }) },
  readOutput: readMessageOutput,
};
