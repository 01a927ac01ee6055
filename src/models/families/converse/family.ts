import { readMessageOutput } from '../../outputs/message-output.ts';
import type { Family } from '../model-family.ts';
import { converse } from './builder.ts';
import { plainConverse } from './plain.ts';
import { converseRules } from './rules.ts';
import { converseBody } from './schema.ts';

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
  fromPrompt: ({ prompt, system, maxTokens }) => ({
    ...converse({
      ...(system === undefined ? {} : { system: [{ text: system }] }),
      messages: [{ role: 'user', content: [{ text: prompt }] }],
      ...(maxTokens === undefined ? {} : { inferenceConfig: { maxTokens } }),
    }),
  }),
  example: { ...converse({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] }) },
  readOutput: readMessageOutput,
};
