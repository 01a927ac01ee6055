/** What a file can be that is not one of records. */
export type OtherFormat =
  | 'openai-batch'
  | 'anthropic-batch'
  | 'bedrock-output'
  | 'fine-tuning'
  | 'bare-model-inputs'
  | 'json'
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
    is: 'an OpenAI batch file: its lines have "custom_id", "method", "url" and "body"',
    hint: `${WRAP}: "custom_id" becomes "recordId", and "body" becomes "modelInput" in the form of the model`,
  },
  'anthropic-batch': {
    is: 'an Anthropic batch file: its lines have "custom_id" and "params"',
    hint: `${WRAP}: "custom_id" becomes "recordId", and "params" becomes "modelInput" with "anthropic_version":"bedrock-2023-05-31" and without "model"`,
  },
  'bedrock-output': {
    is: 'an output file of Bedrock: its lines already have answers or errors',
    hint: 'Validate what was sent; bedrock-batch results reads the outputs of a run',
  },
  'fine-tuning': {
    is: 'training data for fine-tuning: its lines have the answers to learn from',
    hint: 'Batch inference takes the prompts alone: make a dataset of them with bedrock-batch build',
  },
  'bare-model-inputs': {
    is: 'bare model inputs: its lines have no "recordId" and no "modelInput"',
    hint: `${WRAP}; bedrock-batch build does so with a --map that returns { modelInput: row }`,
  },
  json: {
    is: 'a JSON document over many lines, not JSONL',
    hint: `${BUILD}, which takes a JSON array as its source; where its elements are records, write one to a line, as jq -c '.[]' does`,
  },
  csv: { is: 'CSV, not JSONL', hint: `${BUILD}, which takes CSV as its source` },
  tsv: { is: 'TSV, not JSONL', hint: `${BUILD}, which takes TSV as its source` },
  xlsx: {
    is: 'an Excel workbook, not JSONL',
    hint: 'Save the sheet as CSV UTF-8, and make a dataset of that with bedrock-batch build',
  },
  zip: { is: 'a zip archive, not JSONL', hint: 'Unpack it first; Bedrock reads plain .jsonl' },
  parquet: {
    is: 'Parquet, not JSONL',
    hint: 'Export it as CSV or JSONL, and make a dataset of that with bedrock-batch build',
  },
};
