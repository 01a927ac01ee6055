// @ts-check

/** What all programs of the bench build and check, ours and the rivals'. */
export const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
/** The model of the corpus with objects in S3. */
export const NOVA_MODEL = 'us.amazon.nova-pro-v1:0';
/** The model of the corpus of many ids: its records are the shortest. */
export const EMBEDDING_MODEL = 'amazon.titan-embed-text-v2:0';
export const PROMPT = 'Summarise in one sentence.\n\n{{title}}\n\n{{text}}';
export const MAX_TOKENS = 256;

/** A corpus is one file of any size; what is measured is the work per record, not the quotas. */
export const UNBOUND = {
  recordsPerFile: 1e9,
  recordsPerJob: 1e9,
  minRecordsPerJob: 1,
  fileBytes: 1e12,
  jobBytes: 1e12,
};

/** How the rows of a corpus become records. */
export const RECORDS = {
  model: MODEL,
  prompt: PROMPT,
  id: '{{id}}',
  maxTokens: MAX_TOKENS,
  name: 'bench',
};
