import { quote } from '../text/quote.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about the record around the model input.

/**
 * The line is JSON, but no object.
 *
 * **Why.** A record is `{"recordId": …, "modelInput": {…}}`, and Bedrock fails a job that has other lines (documented).
 * A whole array on one line is the usual cause.
 *
 * **What to do.** Write one object a line. A JSON array is a source for `bedrock-batch build`.
 *
 * Wrong:
 *
 * ```jsonl
 * [{"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}]
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_NOT_OBJECT: CatalogueEntry<{ readonly received: string }> = {
  severity: 'error',
  message: ({ received }) =>
    `The line holds ${received}, but Bedrock fails a job whose lines are not JSON objects`,
  hint: () => 'Write {"recordId": …, "modelInput": {…}} on each line',
  expected: () => 'an object',
  received: ({ received }) => received,
};

/**
 * The record has a key beside `recordId` and `modelInput`.
 *
 * **Why.** AWS does not document what becomes of it. The documented output has no place for it, so do not count on it
 * to carry data to the outcome.
 *
 * **What to do.** Leave it out. What belongs to the row stays in the source, and `bedrock-batch results --source` joins
 * it to the outcome.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","title":"Jaws","modelInput":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_UNKNOWN_KEY: CatalogueEntry<{ readonly key: string }> = {
  severity: 'warning',
  marks: 'key',
  message: ({ key }) =>
    `The record has the key ${quote(key)} beside recordId and modelInput; AWS does not document what becomes of it`,
  hint: () =>
    'Keep what belongs to the row in the source, and join it to the outcomes with --source',
  expected: () => 'recordId and modelInput',
  received: ({ key }) => quote(key),
};

/**
 * The record has no `recordId`.
 *
 * **Why.** It is optional: Bedrock adds one to the output (documented). But outputs come in any order (documented), so
 * nothing then says which row an outcome belongs to.
 *
 * **What to do.** Give each record its own id. `bedrock-batch build` does: the number of the row unless `--id` says
 * otherwise.
 *
 * Wrong:
 *
 * ```jsonl
 * {"modelInput":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_ID_MISSING: CatalogueEntry = {
  severity: 'warning',
  message: () =>
    'The record has no recordId; Bedrock makes one up, and the outcome cannot be joined to its row',
  hint: () => 'Give each record its own recordId',
  expected: () => 'recordId',
  received: () => 'nothing',
};

/**
 * The `recordId` is no string.
 *
 * **Why.** AWS documents a string.
 *
 * **What to do.** Write it in double quotes, also where it is a number.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":1,"modelInput":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_ID_TYPE: CatalogueEntry<{ readonly received: string }> = {
  severity: 'error',
  message: ({ received }) => `The recordId is ${received}, but Bedrock takes only strings`,
  hint: () => 'Write the recordId in double quotes',
  expected: () => 'a string',
  received: ({ received }) => received,
};

/**
 * The `recordId` has characters or a length that nobody is known to have used.
 *
 * **Why.** AWS documents no pattern any more; older pages said alphanumeric, some of them 11 characters. In use are
 * letters, digits, `_`, `.`, `:` and `-`, 1 to 64 of them.
 *
 * **What to do.** Keep to these. The title or address of a row can stay in the source.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"Jaws (1975)","modelInput":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"jaws-1975","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_ID_UNUSUAL: CatalogueEntry<{ readonly recordId: string }> = {
  severity: 'warning',
  message: ({ recordId }) =>
    `The recordId ${quote(recordId)} is outside of what is known to work; AWS documents no pattern`,
  hint: () => 'Use 1 to 64 letters, digits, "_", ".", ":" and "-"',
  expected: () => '[A-Za-z0-9_.:-]{1,64}',
  received: ({ recordId }) => quote(recordId),
};

/**
 * Two records have the same `recordId`.
 *
 * **Why.** Bedrock is not known to refuse that, so the job runs and is paid for. But outputs come in any order and are
 * joined by id alone: the two outcomes cannot be told apart.
 *
 * **What to do.** Give each record its own id, also across the files and jobs of a dataset. With `--id hash` equal rows
 * get different ids: the second one ends in `-2`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * {"recordId":"movie-1","modelInput":{"inputText":"Alien"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * {"recordId":"movie-2","modelInput":{"inputText":"Alien"}}
 * ```
 */
export const RECORD_ID_DUPLICATE: CatalogueEntry<{
  readonly recordId: string;
  readonly first: string;
}> = {
  severity: 'error',
  message: ({ recordId, first }) =>
    `The recordId ${quote(recordId)} was used before, at ${first}, so the two outcomes cannot be told apart`,
  hint: () => 'Give each record its own recordId, also across the files of a dataset',
  expected: () => 'a recordId of its own',
  received: ({ recordId }) => quote(recordId),
};

/**
 * The record has no `modelInput`.
 *
 * **Why.** Without it there is nothing to send to the model. OpenAI calls it `body`, other tools `input` or `params`.
 *
 * **What to do.** Put the body of the model's request under `modelInput`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","body":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_MODEL_INPUT_MISSING: CatalogueEntry = {
  severity: 'error',
  message: () => 'The record has no modelInput, so there is nothing to send to the model',
  hint: () => "Put the body of the model's request under the key modelInput",
  expected: () => 'modelInput',
  received: () => 'nothing',
};

/**
 * The `modelInput` is no object.
 *
 * **Why.** Every model takes an object. Usually it was serialized twice and is a string that holds JSON.
 *
 * **What to do.** Write the object itself.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":"{\"inputText\":\"Jaws\"}"}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const RECORD_MODEL_INPUT_TYPE: CatalogueEntry<{ readonly received: string }> = {
  severity: 'error',
  message: ({ received }) => `The modelInput is ${received}, but every model takes an object`,
  hint: () => 'Write the modelInput as an object, not as JSON in a string',
  expected: () => 'an object',
  received: ({ received }) => received,
};
