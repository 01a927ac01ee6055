import { quote } from '../quote.ts';
import { countOf, formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about the model id and the invocation type of a job. */
export interface ModelArgs {
  readonly MODEL_UNKNOWN: {
    readonly model: string;
    readonly reason: string;
    /** The known id that looks most alike, where one does. */
    readonly nearest?: string | undefined;
  };
  readonly MODEL_NOT_BATCHABLE: { readonly model: string; readonly reason: string };
  readonly MODEL_INVOCATION_TYPE: { readonly family: string; readonly invocationType: string };
  readonly MODEL_INVOCATION_TYPES_MIXED: {
    /** Invocation type of the job, and how many of its records are made for it. */
    readonly expected: string;
    readonly own: number;
    /** The other type, how many records are made for that, and where the first one is. */
    readonly received: string;
    readonly other: number;
    readonly first: string;
  };
  readonly MODEL_PROFILE_REGION: {
    readonly model: string;
    readonly prefix: string;
    readonly region: string;
  };
  readonly MODEL_BATCH_UNLIKELY: { readonly model: string; readonly reason: string };
  readonly MODEL_REGION_UNLISTED: {
    readonly model: string;
    readonly region: string;
    /** Regions where it was seen, at least one. */
    readonly regions: readonly string[];
    readonly source: string;
    /** Day or month it was read. */
    readonly readOn: string;
  };
  readonly MODEL_PROFILE_NEEDED: {
    readonly model: string;
    /** Absent where it is so everywhere. */
    readonly region?: string | undefined;
    /** Profiles that fit the region, such as `us.amazon.nova-lite-v1:0`. */
    readonly profiles: readonly string[];
    readonly source: string;
    readonly readOn: string;
  };
}

export const modelCatalogue: Catalogue<ModelArgs> = {
  MODEL_UNKNOWN: {
    severity: 'warning',
    message: ({ model, reason }) =>
      `No modelInput for ${quote(model)} can be checked against a schema: ${reason}`,
    hint: ({ nearest }) =>
      nearest === undefined
        ? 'Name the foundation model behind it with --base-model'
        : `Did you mean ${nearest}? Otherwise name the foundation model behind it with --base-model`,
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
  MODEL_INVOCATION_TYPES_MIXED: {
    severity: 'error',
    message: ({ expected, own, received, other, first }) =>
      `The job has ${countOf(own, 'record')} for the invocation type ${expected} and ${formatCount(other)} for ${received}, the first of these at ${first}, but a job has one type for all its records`,
    hint: ({ expected }) =>
      `Build all records for ${expected}, or make two jobs of them, one for each --invocation-type`,
    expected: ({ expected }) => expected,
    received: ({ expected, received }) => `${expected} and ${received}`,
  },
  MODEL_PROFILE_REGION: {
    severity: 'warning',
    message: ({ model, prefix, region }) =>
      `The inference profile ${quote(model)} is for ${prefix} regions, and the job is for ${quote(region)}`,
    hint: () => 'Use the profile of the region, or another --region',
    expected: ({ region }) => `a profile of ${region}`,
    received: ({ prefix }) => prefix,
  },
  MODEL_BATCH_UNLIKELY: {
    severity: 'warning',
    message: ({ model, reason }) =>
      `The model ${quote(model)} is not likely to run in batch inference: ${reason}`,
    hint: () =>
      'Choose a model that does; bedrock-batch models lists them. The answer of CreateModelInvocationJob has the last word',
    expected: () => 'a model that is known to batch',
    received: ({ model }) => quote(model),
  },
  MODEL_REGION_UNLISTED: {
    severity: 'warning',
    message: ({ model, region, source, readOn }) =>
      `Batch inference of ${quote(model)} was not seen in ${quote(region)}: ${source} (read on ${readOn})`,
    hint: ({ regions }) => `Use a region where it was seen: ${listOf(regions)}`,
    expected: ({ regions }) => `one of ${listOf(regions)}`,
    received: ({ region }) => region,
  },
  MODEL_PROFILE_NEEDED: {
    severity: 'warning',
    message: ({ model, region, source, readOn }) =>
      `Batch inference of ${quote(model)}${region === undefined ? '' : ` in ${quote(region)}`} was seen only through a cross-region inference profile: ${source} (read on ${readOn})`,
    hint: ({ profiles: [profile = 'that of its region'] }) =>
      `Use a profile that fits the region, such as ${profile}`,
    expected: () => 'an inference profile',
    received: ({ model }) => quote(model),
  },
};

function listOf(names: readonly string[]): string {
  return names.join(', ');
}
