import type { ValidateOptions } from '../../../src/validators/index.ts';

/** Models whose families judge differently what no one should send, and one that is not known. */
export const MODELS = {
  'titan-text-embeddings': 'amazon.titan-embed-text-v2:0',
  'claude-messages': 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  'nova-messages': 'amazon.nova-lite-v1:0',
  'no family': 'nobody.knows-this-model-v1:0',
};

/** Quotas that nothing hostile reaches by its size alone. */
export function optionsFor(model: string): ValidateOptions {
  return {
    model,
    quotas: { minRecordsPerJob: 1, recordBytes: 1e9, fileBytes: 1e9, jobBytes: 1e9 },
  };
}
