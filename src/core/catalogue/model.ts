import type { Day } from '../day.ts';
import { quote } from '../quote.ts';
import { countOf, formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about the model id and the invocation type of a job. */
export interface ModelArgs {
  readonly MODEL_UNKNOWN: {
    readonly model: string;
    readonly reason: string;
    /** The listed id that looks most alike, where one does. */
    readonly nearest?: string | undefined;
    /** Last day of that one, where it has ended. */
    readonly ended?: Day | undefined;
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
  readonly MODEL_ARN_REGION: {
    readonly model: string;
    /** Region that stands in the ARN. */
    readonly arnRegion: string;
    readonly region: string;
  };
  readonly MODEL_ID_UNLISTED: {
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
  };
  readonly MODEL_ENDED: EndArgs;
  readonly MODEL_ENDED_ELSEWHERE: EndArgs & {
    /** Region of the job, or what names one. */
    readonly region: string;
  };
  readonly MODEL_ENDING: EndArgs & {
    /** Region of the job where it is no commercial one. */
    readonly region?: string | undefined;
  };
}

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

export const modelCatalogue: Catalogue<ModelArgs> = {
  MODEL_UNKNOWN: {
    severity: 'warning',
    message: ({ model, reason }) =>
      `The modelInput of records for ${quote(model)} cannot be checked against a schema: ${reason}`,
    hint: ({ nearest, ended }) =>
      nearest === undefined
        ? 'Name the foundation model behind it with --base-model'
        : `${nearestText(nearest, ended)} Otherwise name the foundation model behind it with --base-model`,
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
  MODEL_ARN_REGION: {
    severity: 'warning',
    message: ({ model, arnRegion, region }) =>
      `The ARN ${quote(model)} belongs to ${quote(arnRegion)}, and the job is for ${quote(region)}`,
    hint: ({ arnRegion }) =>
      `Use the ARN of the model in the job's region, or give --region ${arnRegion}`,
    expected: ({ region }) => `an ARN of ${region}`,
    received: ({ arnRegion }) => arnRegion,
  },
  MODEL_ID_UNLISTED: {
    severity: 'warning',
    message: ({ id, family, readOn }) =>
      `The id ${quote(id)} is in no list of models read by ${readOn}; it is taken for ${family} because it begins like one`,
    hint: ({ nearest, ended }) =>
      `${nearestText(nearest, ended)} A newer model may be missing from the lists: bedrock-batch models --live asks AWS`,
    expected: ({ nearest }) => `a listed id, such as ${nearest}`,
    received: ({ id }) => quote(id),
  },
  MODEL_ENDED: {
    severity: 'error',
    message: (args) =>
      `AWS ended the model ${quote(args.model)} ${endText(args)}: ${sourceText(args)}`,
    hint: ({ instead = 'a model that is served' }) =>
      `Use ${instead}; where AWS still serves this one for you, go on with --severity MODEL_ENDED=warning`,
    expected: ({ asOf }) => `a model that is served on ${asOf}`,
    received: ({ model }) => quote(model),
  },
  MODEL_ENDED_ELSEWHERE: {
    severity: 'warning',
    message: (args) =>
      `AWS ended the model ${quote(args.model)} in its commercial regions ${endText(args)}, and nothing is known about ${quote(args.region)}: ${sourceText(args)}`,
    hint: ({ instead = 'a model that is' }) =>
      `See whether it is still served there, or use ${instead}`,
    expected: ({ asOf }) => `a model that is served on ${asOf}`,
    received: ({ model }) => quote(model),
  },
  MODEL_ENDING: {
    severity: 'warning',
    message: (args) =>
      `AWS ends the model ${quote(args.model)} ${endText(args)}${args.region === undefined ? '' : ' in its commercial regions'}: ${sourceText(args)}`,
    hint: ({ instead = 'a model that is served longer' }) =>
      `Let jobs end before that day, or use ${instead}`,
    expected: ({ lastDay }) => `a model that is served after ${lastDay}`,
    received: ({ model }) => quote(model),
  },
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
