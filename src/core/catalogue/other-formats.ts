/** What a file can be that is not one of records. */
export type OtherFormat =
  | 'openai-batch'
  | 'anthropic-batch'
  | 'bedrock-output'
  | 'fine-tuning'
  | 'bare-model-inputs'
  | 'csv'
  | 'tsv'
  | 'xlsx'
  | 'zip'
  | 'parquet';

interface OtherFormatText {
  /** Ends the sentence "The file is". */
  readonly is: string;
  readonly hint: string;
}

const BUILD = 'Make a dataset of it with bedrock-batch build';
const WRAP = 'Write each line as {"recordId":"…","modelInput":{…}}';

/** What each of them is called, and what to do with it. */
export const OTHER_FORMATS: Readonly<Record<OtherFormat, OtherFormatText>> = {
  'openai-batch': {
    is: 'a batch file of OpenAI: its lines have "custom_id", "method", "url" and "body"',
    hint: `${WRAP}: "custom_id" becomes "recordId", and "body" becomes "modelInput" in the form of the model`,
  },
  'anthropic-batch': {
    is: 'a batch file of Anthropic: its lines have "custom_id" and "params"',
    hint: `${WRAP}: "custom_id" becomes "recordId", and "params" becomes "modelInput" with "anthropic_version":"bedrock-2023-05-31" and without "model"`,
  },
  'bedrock-output': {
    is: 'an output of Bedrock: its lines have answers or errors already',
    hint: 'Validate what was sent; bedrock-batch results reads the outputs of a run',
  },
  'fine-tuning': {
    is: 'a file to train a model with: its lines have the answers to learn from',
    hint: 'Batch inference takes the prompts alone: make a dataset of them with bedrock-batch build',
  },
  'bare-model-inputs': {
    is: 'a file of model inputs alone: its lines have no "recordId" and no "modelInput"',
    hint: `${WRAP}; bedrock-batch build does so with a --map that returns { modelInput: row }`,
  },
  csv: { is: 'CSV, not JSONL', hint: `${BUILD}, which takes CSV as its source` },
  tsv: { is: 'TSV, not JSONL', hint: `${BUILD}, which takes TSV as its source` },
  xlsx: {
    is: 'a workbook of Excel, not JSONL',
    hint: 'Save the sheet as CSV UTF-8, and make a dataset of that with bedrock-batch build',
  },
  zip: { is: 'a zip archive, not JSONL', hint: 'Unpack it first, for Bedrock reads plain .jsonl' },
  parquet: {
    is: 'Parquet, not JSONL',
    hint: 'Export it as CSV or JSONL, and make a dataset of that with bedrock-batch build',
  },
};
