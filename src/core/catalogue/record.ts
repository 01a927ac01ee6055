import { quote } from '../quote.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about the record around the model input. */
export interface RecordArgs {
  readonly RECORD_NOT_OBJECT: { readonly received: string };
  readonly RECORD_UNKNOWN_KEY: { readonly key: string };
  readonly RECORD_ID_MISSING: Record<never, never>;
  readonly RECORD_ID_TYPE: { readonly received: string };
  readonly RECORD_ID_UNUSUAL: { readonly recordId: string };
  readonly RECORD_ID_DUPLICATE: { readonly recordId: string; readonly first: string };
  readonly RECORD_MODEL_INPUT_MISSING: Record<never, never>;
  readonly RECORD_MODEL_INPUT_TYPE: { readonly received: string };
}

export const recordCatalogue: Catalogue<RecordArgs> = {
  RECORD_NOT_OBJECT: {
    severity: 'error',
    message: ({ received }) =>
      `The line holds ${received}, but Bedrock fails a job whose lines are not JSON objects`,
    hint: () => 'Write {"recordId": …, "modelInput": {…}} on each line',
    expected: () => 'an object',
    received: ({ received }) => received,
  },
  RECORD_UNKNOWN_KEY: {
    severity: 'warning',
    message: ({ key }) =>
      `The record has the key ${quote(key)} beside recordId and modelInput; AWS does not document what becomes of it`,
    hint: () =>
      'Keep what belongs to the row in the source, and join it to the outcomes with --source',
    expected: () => 'recordId and modelInput',
    received: ({ key }) => quote(key),
  },
  RECORD_ID_MISSING: {
    severity: 'warning',
    message: () =>
      'The record has no recordId; Bedrock makes one up, and the outcome cannot be joined to its row',
    hint: () => 'Give each record its own recordId',
    expected: () => 'recordId',
    received: () => 'nothing',
  },
  RECORD_ID_TYPE: {
    severity: 'error',
    message: ({ received }) => `The recordId is ${received}, but Bedrock takes only strings`,
    hint: () => 'Write the recordId in double quotes',
    expected: () => 'a string',
    received: ({ received }) => received,
  },
  RECORD_ID_UNUSUAL: {
    severity: 'warning',
    message: ({ recordId }) =>
      `The recordId ${quote(recordId)} is outside of what is known to work; AWS documents no pattern`,
    hint: () => 'Use 1 to 64 letters, digits, "_", ".", ":" and "-"',
    expected: () => '[A-Za-z0-9_.:-]{1,64}',
    received: ({ recordId }) => quote(recordId),
  },
  RECORD_ID_DUPLICATE: {
    severity: 'error',
    message: ({ recordId, first }) =>
      `The recordId ${quote(recordId)} was used before, at ${first}, so the two outcomes cannot be told apart`,
    hint: () => 'Give each record its own recordId, also across the files of a dataset',
    expected: () => 'a recordId of its own',
    received: ({ recordId }) => quote(recordId),
  },
  RECORD_MODEL_INPUT_MISSING: {
    severity: 'error',
    message: () => 'The record has no modelInput, so there is nothing to send to the model',
    hint: () => "Put the body of the model's request under the key modelInput",
    expected: () => 'modelInput',
    received: () => 'nothing',
  },
  RECORD_MODEL_INPUT_TYPE: {
    severity: 'error',
    message: ({ received }) => `The modelInput is ${received}, but every model takes an object`,
    hint: () => 'Write the modelInput as an object, not as JSON in a string',
    expected: () => 'an object',
    received: ({ received }) => received,
  },
};
