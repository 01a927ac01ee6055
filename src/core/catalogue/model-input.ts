import { quote } from '../text/quote.ts';
import { countOf, formatCount } from '../text/units.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about the model input. In their args `family` is the family's title, `path` a JSON path such as `messages[0].content`.

/** Names a form with its invocation type, which has the name of one of them. */
function formOf(form: string, invocationType: string): string {
  return form === invocationType ? form : `${form} (${invocationType})`;
}

/**
 * The model needs a key that the `modelInput` does not have.
 *
 * **Why.** Bedrock does not check it before the job runs. Each such record then comes back with an error, such as
 * `anthropic_version: Field required` (reported), in a job that says `Completed`.
 *
 * **What to do.** Add what the hint names. The typed builders of the library (`claude.messages`, `nova.messages`, …)
 * fill in what never changes.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_REQUIRED: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  readonly expected: string;
}> = {
  severity: 'error',
  message: ({ family, path }) => `${family} needs ${quote(path)}, and the modelInput has none`,
  hint: ({ path, expected }) => `Add ${quote(path)}: ${expected}`,
  expected: ({ expected }) => expected,
  received: () => 'nothing',
};

/**
 * A value has another type than the model takes there.
 *
 * **Why.** The model refuses the record when the job runs. Usual causes: numbers in quotes, a string where a list of
 * blocks is needed (Nova's `system`), a list that is wrapped twice.
 *
 * **What to do.** Write the type that the message names.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":"256","messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_TYPE: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}> = {
  severity: 'error',
  message: ({ family, path, expected, received }) =>
    `${quote(path)} is ${received}, but ${family} takes ${expected} there`,
  hint: ({ expected }) => `Write ${expected}`,
  expected: ({ expected }) => expected,
  received: ({ received }) => received,
};

/**
 * A value has the right type, but is outside of what the model takes.
 *
 * **Why.** The model refuses the record when the job runs. Bounds come from the model's documentation; one that is not
 * sure gives `MODEL_INPUT_DOUBTFUL` instead.
 *
 * **What to do.** Use what the message names.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"human","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_VALUE: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}> = {
  severity: 'error',
  message: ({ family, path, expected, received }) =>
    `${quote(path)} is ${received}, outside of what ${family} takes there: ${expected}`,
  hint: ({ expected }) => `Use ${expected}`,
  expected: ({ expected }) => expected,
  received: ({ received }) => received,
};

/**
 * A value is outside of what the model is believed to take, or nobody knows what batch inference makes of it.
 *
 * **Why.** The bound comes from memory of the field, from a report or from a document that is not at hand; the message
 * says why it is not sure. If it holds, the record fails when the job runs.
 *
 * **What to do.** Use what the hint names, or send one such request outside of batch inference and see. Where it is
 * taken, switch the warning off with `--severity MODEL_INPUT_DOUBTFUL=off`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","temperature":1.5,"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","temperature":1,"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_DOUBTFUL: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  /** What is believed to be taken there. */
  readonly expected: string;
  readonly received: string;
  /** Why that is not sure; a clause. */
  readonly doubt: string;
}> = {
  severity: 'warning',
  message: ({ family, path, expected, received, doubt }) =>
    `${quote(path)} is ${received}; ${family} is believed to take ${expected} there, but ${doubt}`,
  hint: ({ expected }) =>
    `Use ${expected}, or find out with a single on-demand call whether the model takes it`,
  expected: ({ expected }) => expected,
  received: ({ received }) => received,
};

/**
 * The `modelInput` has a key that the model does not know.
 *
 * **Why.** By InvokeModel models refuse unknown keys: `Extra inputs are not permitted`, `extraneous key [x] is not permitted` (reported
 * for Claude, Nova and Titan). Often it is a slip, or the key of another API: `max_tokens` is `maxTokens` for Nova, inside of
 * `inferenceConfig`. Converse takes such keys online, so that there they are `MODEL_INPUT_DOUBTFUL`.
 *
 * **What to do.** Remove the key, or write the one the hint names. Where the key is newer than this version, make it a
 * warning with `--severity MODEL_INPUT_UNKNOWN_KEY=warning`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_token":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_UNKNOWN_KEY: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  readonly key: string;
  /** The known key that looks most alike, where one does. */
  readonly nearest?: string | undefined;
}> = {
  severity: 'error',
  marks: 'key',
  message: ({ family, path, key }) => `${family} takes no key ${quote(key)} in ${quote(path)}`,
  hint: ({ nearest }) =>
    nearest === undefined
      ? 'Remove the key'
      : `Remove the key, or write ${quote(nearest)} if that was meant`,
  expected: ({ nearest }) => (nearest === undefined ? 'a known key' : quote(nearest)),
  received: ({ key }) => quote(key),
};

/**
 * A key is known, but has no place in batch inference.
 *
 * **Why.** The job names the model, so `model` and `modelId` have no place in a record; nothing is streamed; Claude
 * Opus 4.7, 4.8 and 5, Sonnet 5 and Fable 5 are reported to refuse any `top_k`, `temperature` other than 1 and `top_p`
 * below 0.99; structured output takes no `minimum` or `maxLength` in its JSON Schema (documented). The message gives
 * the reason.
 *
 * **What to do.** Remove the key.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","stream":true,"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_FORBIDDEN_KEY: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  readonly key: string;
  /** Why batch inference has no place for it; a clause. */
  readonly reason: string;
}> = {
  severity: 'error',
  marks: 'key',
  message: ({ path, key, reason }) =>
    `The key ${quote(key)} has no place in ${quote(path)}: ${reason}`,
  hint: () => 'Remove the key',
  expected: () => 'no such key',
  received: ({ key }) => quote(key),
};

/**
 * At least 50 records of a job, and more than half of them, repeat the `modelInput` of the record before them, byte for
 * byte. Padding is intended, so it does not count here.
 *
 * **Why.** Bedrock asks the model once per record, and each is paid for. Usually the prompt lacks the column in which
 * the rows differ, or a column has the same value everywhere. Every report says how many records repeat the one before
 * (`repeatedModelInputs`), even a single one; records with keys other than `recordId` and `modelInput` may go
 * unnoticed.
 *
 * **What to do.** Put what differs from row to row into the prompt. Where rows do ask the same, build with `--dedupe` (`dedupe: true`): each
 * `modelInput` is asked and paid for once, and every row gets the answer. To ask the same many times on purpose, for example
 * to see how answers vary, leave it as it is and switch the warning off with `--severity MODEL_INPUT_REPEATED=off`.
 *
 * Wrong:
 *
 * ```text
 * {"recordId":"1","modelInput":{"inputText":"Name a film"}}
 * {"recordId":"2","modelInput":{"inputText":"Name a film"}}
 * and so on: the same 100 times
 * ```
 *
 * Right:
 *
 * ```text
 * {"recordId":"1","modelInput":{"inputText":"Jaws"}}
 * {"recordId":"2","modelInput":{"inputText":"Alien"}}
 * and so on: another film in each
 * ```
 */
export const MODEL_INPUT_REPEATED: CatalogueEntry<{
  /** Records whose model input is that of the record before. */
  readonly repeated: number;
  readonly records: number;
}> = {
  severity: 'warning',
  message: ({ repeated, records }) =>
    `${formatCount(repeated)} of ${countOf(records, 'record')} repeat the modelInput of the record before them, and each is paid for`,
  hint: () =>
    'Check that the prompt holds what differs from row to row; where rows do ask the same, build with --dedupe to pay once, or leave it as it is to be answered many times',
  expected: () => 'model inputs that differ',
  received: ({ repeated }) => `${formatCount(repeated)} repeated`,
};

/**
 * The first record of a job marks where its prompt may be cached, with `cache_control` or `cachePoint`; others are not looked at for it.
 *
 * **Why.** Batch inference is reported to give no discount for what is read from a cache: each record is paid in full, at the price of batch
 * inference. Marks do no harm as long as there are not too many and their `ttl` is known. It is said once for each job.
 *
 * **What to do.** Leave the marks out, or keep them, where the same bodies are also sent on demand, and switch the warning off with
 * `--severity MODEL_INPUT_CACHING=off`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"system":[{"type":"text","text":"Answer with one word","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"system":[{"type":"text","text":"Answer with one word"}],"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_CACHING: CatalogueEntry<{
  /** What marks the places: `cache_control` or `cachePoint`. */
  readonly mark: string;
}> = {
  severity: 'warning',
  message: ({ mark }) =>
    `The first record has ${quote(mark)}, but batch inference is reported to give no discount for what is cached`,
  hint: ({ mark }) =>
    `Leave ${quote(mark)} out, or pass --severity MODEL_INPUT_CACHING=off where it is meant for calls on demand`,
  expected: ({ mark }) => `no ${quote(mark)}`,
  received: ({ mark }) => quote(mark),
};

/**
 * The `modelInput` was made for the other invocation type: a Converse body in a job of type InvokeModel, or the model's
 * own body in a job of type Converse.
 *
 * **Why.** A job has one invocation type for all its records (documented). InvokeModel hands the body to the model as
 * it is; Converse takes the Converse request without `modelId`. A body of the other form fails record by record, and
 * the job still says `Completed`. Nova's own body resembles that of Converse: there only keys that one of the two does
 * not have count.
 *
 * **What to do.** Say `--invocation-type Converse` (or `InvokeModel`) where all records are of that form; `submit` has
 * `--model-invocation-type`. Otherwise build the records for the type of the job.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"text":"Which genre is Jaws?"}]}],"inferenceConfig":{"maxTokens":256}}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_INVOCATION_TYPE: CatalogueEntry<{
  /** Form that the job's records have to have. */
  readonly family: string;
  readonly looksLike: string;
  /** What gives it away; a clause that follows "The modelInput". */
  readonly sign: string;
  /** Invocation type of the job. */
  readonly expected: 'InvokeModel' | 'Converse';
  /** Invocation type that the modelInput was made for. */
  readonly received: 'InvokeModel' | 'Converse';
}> = {
  severity: 'error',
  message: ({ family, looksLike, sign, expected, received }) =>
    `The modelInput ${sign} and so has the form of ${formOf(looksLike, received)}, but the job is of type ${expected}${family === expected ? '' : ` and takes ${family}`}`,
  hint: ({ family, received }) =>
    `Use --invocation-type ${received} for all records of the job, or build the modelInput for ${family}`,
  expected: ({ family, expected }) => formOf(family, expected),
  received: ({ looksLike, received }) => formOf(looksLike, received),
};

/**
 * The `modelInput` was made for another family of models.
 *
 * **Why.** Each provider has its own shape, and a body in the shape of another one fails record by record. Everything
 * else that would be wrong follows from this, so it is not said.
 *
 * **What to do.** Build it for the model of the job, or name the model that was meant; for a form that Bedrock does not
 * have at all, such as that of SageMaker JumpStart, the hint says how to write it. A Converse body needs
 * `--invocation-type Converse`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"schemaVersion":"messages-v1","messages":[{"role":"user","content":[{"text":"Which genre is Jaws?"}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_OTHER_FAMILY: CatalogueEntry<{
  readonly family: string;
  readonly looksLike: string;
  readonly key: string;
  /** What to do, where more can be said than to build it anew; imperative. */
  readonly fix?: string | undefined;
}> = {
  severity: 'error',
  message: ({ family, looksLike, key }) =>
    `The modelInput has ${quote(key)} and so looks like ${looksLike}, but the model takes ${family}`,
  hint: ({ family, fix }) =>
    fix ??
    `Build the modelInput for ${family}, or name the model (or invocation type) that was meant`,
  expected: ({ family }) => family,
  received: ({ looksLike }) => looksLike,
};

/**
 * A record of a Converse job has `toolConfig`.
 *
 * **Why.** AWS documents that such records fail with status 400 in batch inference. Tools work with InvokeModel, in the
 * model's own format, one turn a record (documented).
 *
 * **What to do.** Use `--invocation-type InvokeModel` and the model's own tool format, or remove the tools.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"text":"Which genre is Jaws?"}]}],"toolConfig":{"tools":[{"toolSpec":{"name":"genre","inputSchema":{"json":{"type":"object"}}}}]}}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"text":"Which genre is Jaws?"}]}]}}
 * ```
 */
export const MODEL_INPUT_TOOLS_IN_CONVERSE: CatalogueEntry = {
  severity: 'error',
  message: () =>
    'The modelInput has "toolConfig", and a batch job of type Converse fails every record with tools (status 400)',
  hint: () =>
    "Use --invocation-type InvokeModel with the model's own tool format, or remove the tools",
  expected: () => 'no toolConfig',
  received: () => 'toolConfig',
};

/**
 * A text that the model needs is empty, or white space alone.
 *
 * **Why.** Models refuse empty text (reported for Titan embeddings and Claude), and Claude a turn of the user of nothing but
 * white space: `text content blocks must contain non-whitespace text` (reported). Other models give `MODEL_INPUT_DOUBTFUL`.
 *
 * **What to do.** Leave the record out, or give it text.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":""}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const MODEL_INPUT_EMPTY_TEXT: CatalogueEntry<{
  readonly family: string;
  readonly path: string;
  /** Set where it is not empty, but white space alone. */
  readonly blank?: true | undefined;
}> = {
  severity: 'error',
  message: ({ family, path, blank = false }) =>
    blank
      ? `${quote(path)} is white space alone, and ${family} refuses blank text`
      : `${quote(path)} is empty, and ${family} refuses empty text`,
  hint: () => 'Leave the record out, or give it text',
  expected: () => 'text',
  received: ({ blank = false }) => (blank ? 'white space alone' : 'an empty string'),
};

/**
 * The `modelInput` sets both `temperature` and `top_p`.
 *
 * **Why.** Claude Opus 4.1, Sonnet, Haiku and Opus 4.5, Sonnet and Opus 4.6 refuse both with status 400, as users saw on
 * Bedrock; Sonnet 4 and older models take both. That was not measured here.
 *
 * **What to do.** Set one of the two.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","temperature":0.2,"top_p":0.9,"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","temperature":0.2,"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 */
export const MODEL_INPUT_SAMPLING_CONFLICT: CatalogueEntry<{
  readonly family: string;
  readonly first: string;
  readonly second: string;
}> = {
  severity: 'error',
  marks: 'key',
  message: ({ family, first, second }) =>
    `The modelInput sets both ${quote(first)} and ${quote(second)}; this model of ${family} refuses that`,
  hint: ({ second }) => `Set one of the two; remove ${quote(second)} if unsure`,
  expected: () => 'one of the two',
  received: () => 'both',
};

/**
 * The `modelInput` uses tools or structured output, of which AWS's pages say two things.
 *
 * **Why.** The newest copy of AWS's page on batch inference (November 2026) says that tools work with InvokeModel, one
 * turn a record, and structured output with both invocation types. Copies that were quoted from July to September 2026
 * say that batch inference has neither. Jobs with a forced tool were reported to work in September 2026. With Converse
 * tools fail each record, whatever the page: see MODEL_INPUT_TOOLS_IN_CONVERSE.
 *
 * **What to do.** Run one small job with your model and region. Where it works, switch the warning off with `--severity
 * MODEL_INPUT_FEATURE_CONTRADICTED=off`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"genre":{"type":"string"}},"additionalProperties":false}}},"max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws?"}]}}
 * ```
 *
 * Right, as far as all pages agree:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Which genre is Jaws? Answer as JSON with the key genre."}]}}
 * ```
 */
export const MODEL_INPUT_FEATURE_CONTRADICTED: CatalogueEntry<{
  readonly path: string;
  /** Such as `tool calling`. */
  readonly feature: string;
}> = {
  severity: 'warning',
  message: ({ path, feature }) =>
    `${quote(path)} asks for ${feature}: the newest page of AWS says that batch inference takes it, older ones that it does not`,
  hint: () =>
    'Run one small job with it; where it works, pass --severity MODEL_INPUT_FEATURE_CONTRADICTED=off',
  expected: ({ feature }) => `no ${feature}, as far as the older pages go`,
  received: ({ feature }) => feature,
};
