import { quote } from '../quote.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about the model id and the invocation type of a job. */
export interface ModelArgs {
  readonly MODEL_UNKNOWN: { readonly model: string; readonly reason: string };
  readonly MODEL_NOT_BATCHABLE: { readonly model: string; readonly reason: string };
  readonly MODEL_INVOCATION_TYPE: { readonly family: string; readonly invocationType: string };
  readonly MODEL_PROFILE_REGION: {
    readonly model: string;
    readonly prefix: string;
    readonly region: string;
  };
}

export const modelCatalogue: Catalogue<ModelArgs> = {
  MODEL_UNKNOWN: {
    severity: 'warning',
    message: ({ model, reason }) =>
      `No modelInput for ${quote(model)} can be checked against a schema: ${reason}`,
    hint: () =>
      'Name the foundation model behind it with --base-model, such as anthropic.claude-sonnet-4-20250514-v1:0',
    expected: () => 'a model id of a known family',
    received: ({ model }) => quote(model),
  },
  MODEL_NOT_BATCHABLE: {
    severity: 'error',
    message: ({ model, reason }) =>
      `The model ${quote(model)} cannot run in batch inference: ${reason}`,
    hint: () => 'Choose a model that can; bedrock-batch models lists the families known',
    expected: () => 'a model that batch inference takes',
    received: ({ model }) => quote(model),
  },
  MODEL_INVOCATION_TYPE: {
    severity: 'error',
    message: ({ family, invocationType }) =>
      `${family} has no ${invocationType} form, so every record would fail`,
    hint: () => 'Use --invocation-type InvokeModel',
    expected: () => 'InvokeModel',
    received: ({ invocationType }) => invocationType,
  },
  MODEL_PROFILE_REGION: {
    severity: 'warning',
    message: ({ model, prefix, region }) =>
      `The inference profile ${quote(model)} is for ${prefix} regions, and the job is for ${quote(region)}`,
    hint: () => 'Use the profile of the region, or another --region',
    expected: ({ region }) => `a profile of ${region}`,
    received: ({ prefix }) => prefix,
  },
};
