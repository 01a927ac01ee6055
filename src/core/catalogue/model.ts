import type { Day } from '../day.ts';
import { quote } from '../text/quote.ts';
import { countOf, formatCount } from '../text/units.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about the model id and the invocation type of a job.

interface EndArgs {
  readonly model: string;
  /** Last day it may be served. */
  readonly lastDay: Day;
  /** Whether the day is AWS's own; else the end came on it or earlier. */
  readonly exact: boolean;
  /** Day the model is judged by. */
  readonly asOf: Day;
  /** Id of a model to use instead, where one is known. */
  readonly instead?: string | undefined;
  readonly source: string;
  readonly readOn: Day;
}

/**
 * The family of the model is not known, so no `modelInput` was checked against a schema.
 *
 * **Why.** The id of an application inference profile does not say which model is behind it, and some families have no
 * schema in this version. `validate` goes on with the rules that hold for all models; `build`, `submit` and `run`
 * refuse, because an unchecked record is found out only when it is paid for.
 *
 * **What to do.** Look for a typo: the hint names the most similar listed id, if there is one. Otherwise name the
 * foundation model with `--base-model`. Where there is no schema, go on with `--allow-unchecked`.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6 --base-model anthropic.claude-haiku-4-5-20251001-v1:0
 * ```
 */
export const MODEL_UNKNOWN: CatalogueEntry<{
  readonly model: string;
  readonly reason: string;
  /** The listed id that looks most alike, where one does. */
  readonly nearest?: string | undefined;
  /** Last day of that one, where it has ended. */
  readonly ended?: Day | undefined;
}> = {
  severity: 'warning',
  message: ({ model, reason }) =>
    `The modelInput of records for ${quote(model)} cannot be checked against a schema: ${reason}`,
  hint: ({ nearest, ended }) =>
    nearest === undefined
      ? 'Name the foundation model behind it with --base-model'
      : `${nearestText(nearest, ended)} Otherwise name the foundation model behind it with --base-model`,
  expected: () => 'a model id of a known family',
  received: ({ model }) => quote(model),
};

/**
 * The model cannot run in batch inference.
 *
 * **Why.** Provisioned throughput is excluded (documented), and the API takes no ARN of a provisioned or an imported
 * model. Of other models it is known that CreateModelInvocationJob refused them; the message gives source and date. No
 * API of AWS tells which models batch.
 *
 * **What to do.** Choose another model. `bedrock-batch models` lists what is known, with source and date.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3d4e5f6
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-haiku-4-5-20251001-v1:0
 * ```
 */
export const MODEL_NOT_BATCHABLE: CatalogueEntry<{
  readonly model: string;
  readonly reason: string;
}> = {
  severity: 'error',
  message: ({ model, reason }) =>
    `The model ${quote(model)} cannot run in batch inference: ${reason}`,
  hint: () => 'Choose a model that can; bedrock-batch models lists the families known',
  expected: () => 'a model that batch inference takes',
  received: ({ model }) => quote(model),
};

/**
 * The model has no form for the invocation type that was asked for.
 *
 * **Why.** Embedding models have no Converse form, so every record of such a job would fail.
 *
 * **What to do.** Use `--invocation-type InvokeModel`, which is the default, and the model's own shape.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model amazon.titan-embed-text-v2:0 --invocation-type Converse
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model amazon.titan-embed-text-v2:0
 * ```
 */
export const MODEL_INVOCATION_TYPE: CatalogueEntry<{
  readonly family: string;
  readonly invocationType: string;
}> = {
  severity: 'error',
  message: ({ family, invocationType }) =>
    `${family} has no ${invocationType} form, so every record would fail`,
  hint: () => 'Use --invocation-type InvokeModel',
  expected: () => 'InvokeModel',
  received: ({ invocationType }) => invocationType,
};

/**
 * Some records of one job were made for InvokeModel, others for Converse.
 *
 * **Why.** `modelInvocationType` stands in the request for the job (documented), so one of the two groups fails
 * whichever type is chosen. Each record of the other type is also reported as MODEL_INPUT_INVOCATION_TYPE.
 *
 * **What to do.** Build all records for one type, or put them into two files and make two jobs of them.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Jaws?"}]}}
 * {"recordId":"movie-2","modelInput":{"messages":[{"role":"user","content":[{"text":"Alien?"}]}],"inferenceConfig":{"maxTokens":256}}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Jaws?"}]}}
 * {"recordId":"movie-2","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Alien?"}]}}
 * ```
 */
export const MODEL_INVOCATION_TYPES_MIXED: CatalogueEntry<{
  /** Invocation type of the job, and how many of its records are made for it. */
  readonly expected: string;
  readonly own: number;
  /** The other type, how many records are made for that, and where the first one is. */
  readonly received: string;
  readonly other: number;
  readonly first: string;
}> = {
  severity: 'error',
  message: ({ expected, own, received, other, first }) =>
    `The job has ${countOf(own, 'record')} for the invocation type ${expected} and ${formatCount(other)} for ${received}, the first of these at ${first}, but a job has one type for all its records`,
  hint: ({ expected }) =>
    `Build all records for ${expected}, or make two jobs of them, one for each --invocation-type`,
  expected: ({ expected }) => expected,
  received: ({ expected, received }) => `${expected} and ${received}`,
};

/**
 * The prefix of the inference profile does not fit the region of the job.
 *
 * **Why.** A profile such as `eu.` is offered in the regions of its part of the world. This is read off the names: AWS
 * lists the regions profile by profile.
 *
 * **What to do.** Use the profile of the region, or run the job in another `--region`.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model eu.anthropic.claude-haiku-4-5-20251001-v1:0 --region us-east-1
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-haiku-4-5-20251001-v1:0 --region us-east-1
 * ```
 */
export const MODEL_PROFILE_REGION: CatalogueEntry<{
  readonly model: string;
  readonly prefix: string;
  readonly region: string;
}> = {
  severity: 'warning',
  message: ({ model, prefix, region }) =>
    `The inference profile ${quote(model)} is for ${prefix} regions, and the job is for ${quote(region)}`,
  hint: () => 'Use the profile of the region, or another --region',
  expected: ({ region }) => `a profile of ${region}`,
  received: ({ prefix }) => prefix,
};

/**
 * AWS's table of batch models does not have the model, or no batch quota of it was seen anywhere. The message says what
 * else is known, such as a batch price, with source and date.
 *
 * **Why.** That is how it is with some of the newest Claude models, which may be listed by now, and with Cohere, AI21,
 * Stability, Titan Text, Titan Image, Nova Canvas and the first Claude models. No API of AWS tells which models batch.
 * Records are checked where a schema of the model is known, and nothing is refused. Where none is, `validate` applies only
 * the rules that hold for all models, and `build`, `submit` and `run` refuse.
 *
 * **What to do.** Choose another model: `bedrock-batch models` lists what is known, with source and date. Or see for
 * yourself, where no schema is known with `--allow-unchecked`; CreateModelInvocationJob answers before anything costs.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-opus-5-5
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-opus-5
 * ```
 */
export const MODEL_BATCH_UNLIKELY: CatalogueEntry<{
  readonly model: string;
  readonly reason: string;
}> = {
  severity: 'warning',
  message: ({ model, reason }) =>
    `The model ${quote(model)} is not likely to run in batch inference: ${reason}`,
  hint: () =>
    'Choose a model that does; bedrock-batch models lists them. The answer of CreateModelInvocationJob has the last word',
  expected: () => 'a model that is known to batch',
  received: ({ model }) => quote(model),
};

/**
 * The model was not seen in batch inference in the region of the job.
 *
 * **Why.** Each model batches in some regions only, and CreateModelInvocationJob refuses the others: `Batch inference
 * is not supported for the requested model` (reported). The table of this tool has a date, which the message gives; AWS
 * may have added regions since.
 *
 * **What to do.** Use a region that the hint names, or see what CreateModelInvocationJob answers. `bedrock-batch
 * models` shows the table.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model amazon.titan-embed-image-v1 --region eu-north-1
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model amazon.titan-embed-image-v1 --region eu-central-1
 * ```
 */
export const MODEL_REGION_UNLISTED: CatalogueEntry<{
  readonly model: string;
  readonly region: string;
  /** Regions where it was seen, at least one. */
  readonly regions: readonly string[];
  readonly source: string;
  /** Day or month it was read. */
  readonly readOn: string;
}> = {
  severity: 'warning',
  message: ({ model, region, source, readOn }) =>
    `Batch inference of ${quote(model)} was not seen in ${quote(region)}: ${source} (read on ${readOn})`,
  hint: ({ regions }) => `Use a region where it was seen: ${listOf(regions)}`,
  expected: ({ regions }) => `one of ${listOf(regions)}`,
  received: ({ region }) => region,
};

/**
 * The job names the model itself, and in this region only its cross-region inference profiles were seen in batch
 * inference.
 *
 * **Why.** Most models run batch jobs only through a profile such as `us.` or `eu.` (reported), and AWS lists the
 * regions of both apart. The message gives source and date of the list.
 *
 * **What to do.** Name the profile, such as `eu.amazon.nova-lite-v1:0`. The role of the job then needs
 * `bedrock:InvokeModel` on the profile and on the model in every region it leads to.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model amazon.nova-lite-v1:0 --region eu-central-1
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model eu.amazon.nova-lite-v1:0 --region eu-central-1
 * ```
 */
export const MODEL_PROFILE_NEEDED: CatalogueEntry<{
  readonly model: string;
  /** Absent where it is so everywhere. */
  readonly region?: string | undefined;
  /** Profiles that fit the region, such as `us.amazon.nova-lite-v1:0`. */
  readonly profiles: readonly string[];
  readonly source: string;
  readonly readOn: string;
}> = {
  severity: 'warning',
  message: ({ model, region, source, readOn }) =>
    `Batch inference of ${quote(model)}${region === undefined ? '' : ` in ${quote(region)}`} was seen only through a cross-region inference profile: ${source} (read on ${readOn})`,
  hint: ({ profiles: [profile = 'that of its region'] }) =>
    `Use a profile that fits the region, such as ${profile}`,
  expected: () => 'an inference profile',
  received: ({ model }) => quote(model),
};

/**
 * The ARN of the model names another region than that of the job.
 *
 * **Why.** An ARN names a resource in one region, and a job runs in the region where it is created. The region of the
 * job comes from `--region`, AWS_REGION, AWS_DEFAULT_REGION, the profile, or the client.
 *
 * **What to do.** Give the ARN of the job's region, or run the job in the region of the ARN. A plain id, such as that
 * of an inference profile, fits every region that has it.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0 --region eu-central-1
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model eu.amazon.nova-lite-v1:0 --region eu-central-1
 * ```
 */
export const MODEL_ARN_REGION: CatalogueEntry<{
  readonly model: string;
  /** Region that stands in the ARN. */
  readonly arnRegion: string;
  readonly region: string;
}> = {
  severity: 'warning',
  message: ({ model, arnRegion, region }) =>
    `The ARN ${quote(model)} belongs to ${quote(arnRegion)}, and the job is for ${quote(region)}`,
  hint: ({ arnRegion }) =>
    `Use the ARN of the model in the job's region, or give --region ${arnRegion}`,
  expected: ({ region }) => `an ARN of ${region}`,
  received: ({ arnRegion }) => arnRegion,
};

/**
 * The id is in none of the lists that this version knows, but it begins like the ids of a family, so its records are
 * checked by the rules of that family.
 *
 * **Why.** Most such ids are cut short, or have a date or a version that does not exist: Bedrock refuses them when the
 * job is created. A few are models that are newer than this version. No list is complete, so this is a warning, not an
 * error.
 *
 * **What to do.** Compare it with the id in the hint: the one that yours is the beginning of, or the most similar one.
 * `bedrock-batch models --live` asks AWS what the region has.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-haiku-4-5
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-haiku-4-5-20251001-v1:0
 * ```
 */
export const MODEL_ID_UNLISTED: CatalogueEntry<{
  /** Bare id of the foundation model. */
  readonly id: string;
  /** Title of the family it is taken for. */
  readonly family: string;
  /** The listed id that looks most alike. */
  readonly nearest: string;
  /** Last day of that one, where it has ended. */
  readonly ended?: Day | undefined;
  /** Day the list was read. */
  readonly readOn: Day;
}> = {
  severity: 'warning',
  message: ({ id, family, readOn }) =>
    `The id ${quote(id)} is in no list of models read by ${readOn}; it is taken for ${family} because it begins like one`,
  hint: ({ nearest, ended }) =>
    `${nearestText(nearest, ended)} A newer model may be missing from the lists: bedrock-batch models --live asks AWS`,
  expected: ({ nearest }) => `a listed id, such as ${nearest}`,
  received: ({ id }) => quote(id),
};

/**
 * AWS has ended the model: its last day has passed.
 *
 * **Why.** AWS gives each model an end-of-life date on its page "Model lifecycle", and stops serving it on that day or
 * shortly after, unless there is a private arrangement. Only AWS's dates count; providers retire models on dates of
 * their own. The model is judged as of today, or as of `--as-of`. `validate`, `build`, `run` and `submit` all report
 * it; jobs that were submitted before go on, and their outcomes are read as usual.
 *
 * **What to do.** Use the model that the hint names, and validate the records for it, since models differ in what they
 * take. If AWS still serves the old one for you, lower the severity: `--severity MODEL_ENDED=warning`.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model anthropic.claude-3-haiku-20240307-v1:0
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-haiku-4-5-20251001-v1:0
 * ```
 */
export const MODEL_ENDED: CatalogueEntry<EndArgs> = {
  severity: 'error',
  message: (args) =>
    `AWS ended the model ${quote(args.model)} ${endText(args)}: ${sourceText(args)}`,
  hint: ({ instead = 'a model that is served' }) =>
    `Use ${instead}; where AWS still serves this one for you, go on with --severity MODEL_ENDED=warning`,
  expected: ({ asOf }) => `a model that is served on ${asOf}`,
  received: ({ model }) => quote(model),
};

/**
 * AWS has ended the model in its commercial regions, and the job is for another one: GovCloud, China or the European
 * Sovereign Cloud.
 *
 * **Why.** The dates in the table are those of the commercial regions. Whether they hold elsewhere is not known.
 *
 * **What to do.** Look at the Bedrock console of the region, or ask with `bedrock-batch models --live --region
 * us-gov-west-1`. Where the model is served, switch the warning off: `--severity MODEL_ENDED_ELSEWHERE=off`.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model anthropic.claude-3-haiku-20240307-v1:0 --region us-gov-west-1
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model amazon.nova-lite-v1:0 --region us-gov-west-1
 * ```
 */
export const MODEL_ENDED_ELSEWHERE: CatalogueEntry<
  EndArgs & {
    /** Region of the job, or what names one. */
    readonly region: string;
  }
> = {
  severity: 'warning',
  message: (args) =>
    `AWS ended the model ${quote(args.model)} in its commercial regions ${endText(args)}, and nothing is known about ${quote(args.region)}: ${sourceText(args)}`,
  hint: ({ instead = 'a model that is' }) =>
    `See whether it is still served there, or use ${instead}`,
  expected: ({ asOf }) => `a model that is served on ${asOf}`,
  received: ({ model }) => quote(model),
};

/**
 * AWS ends the model today or within 90 days.
 *
 * **Why.** A job that still runs on the last day, or a dataset that is submitted again later, meets a model that is
 * gone. An account that has not used such a model before cannot begin to, and one that leaves it idle for weeks may
 * lose it earlier.
 *
 * **What to do.** Let jobs end before the last day, and move to the model that the hint names.
 *
 * Wrong:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model anthropic.claude-opus-4-1-20250805-v1:0 --as-of 2026-12-24
 * ```
 *
 * Right:
 *
 * ```sh
 * bedrock-batch validate movies.jsonl --model us.anthropic.claude-opus-4-6-v1 --as-of 2026-12-24
 * ```
 */
export const MODEL_ENDING: CatalogueEntry<
  EndArgs & {
    /** Region of the job where it is no commercial one. */
    readonly region?: string | undefined;
  }
> = {
  severity: 'warning',
  message: (args) =>
    `AWS ends the model ${quote(args.model)} ${endText(args)}${args.region === undefined ? '' : ' in its commercial regions'}: ${sourceText(args)}`,
  hint: ({ instead = 'a model that is served longer' }) =>
    `Let jobs end before that day, or use ${instead}`,
  expected: ({ lastDay }) => `a model that is served after ${lastDay}`,
  received: ({ model }) => quote(model),
};

function endText({ lastDay, exact }: EndArgs): string {
  return exact ? `on ${lastDay}` : `by ${lastDay}, on a day that is not known exactly`;
}

function sourceText({ source, readOn }: EndArgs): string {
  return `${source} (read on ${readOn})`;
}

function nearestText(nearest: string, ended: Day | undefined): string {
  return `Did you mean ${nearest}${ended === undefined ? '' : `, whose last day was ${ended}`}?`;
}

function listOf(names: readonly string[]): string {
  return names.join(', ');
}
