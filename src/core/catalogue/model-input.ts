import { quote } from '../quote.ts';
import { countOf, formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about the model input. `family` is the family's title, `path` a JSON path such as `messages[0].content`. */
export interface ModelInputArgs {
  readonly MODEL_INPUT_REQUIRED: {
    readonly family: string;
    readonly path: string;
    readonly expected: string;
  };
  readonly MODEL_INPUT_TYPE: {
    readonly family: string;
    readonly path: string;
    readonly expected: string;
    readonly received: string;
  };
  readonly MODEL_INPUT_VALUE: {
    readonly family: string;
    readonly path: string;
    readonly expected: string;
    readonly received: string;
  };
  readonly MODEL_INPUT_DOUBTFUL: {
    readonly family: string;
    readonly path: string;
    /** What is believed to be taken there. */
    readonly expected: string;
    readonly received: string;
    /** Why that is not sure; a clause. */
    readonly doubt: string;
  };
  readonly MODEL_INPUT_UNKNOWN_KEY: {
    readonly family: string;
    readonly path: string;
    readonly key: string;
    /** The known key that looks most alike, where one does. */
    readonly nearest?: string | undefined;
  };
  readonly MODEL_INPUT_FORBIDDEN_KEY: {
    readonly family: string;
    readonly path: string;
    readonly key: string;
    /** Why batch inference has no place for it; a clause. */
    readonly reason: string;
  };
  readonly MODEL_INPUT_REPEATED: {
    /** Records whose model input is that of the record before. */
    readonly repeated: number;
    readonly records: number;
  };
  readonly MODEL_INPUT_INVOCATION_TYPE: {
    /** Form that the job's records have to have. */
    readonly family: string;
    readonly looksLike: string;
    /** What gives it away; a clause that follows "The modelInput". */
    readonly sign: string;
    /** Invocation type of the job. */
    readonly expected: 'InvokeModel' | 'Converse';
    /** Invocation type that the modelInput was made for. */
    readonly received: 'InvokeModel' | 'Converse';
  };
  readonly MODEL_INPUT_OTHER_FAMILY: {
    readonly family: string;
    readonly looksLike: string;
    readonly key: string;
    /** What to do, where more can be said than to build it anew; imperative. */
    readonly fix?: string | undefined;
  };
  readonly MODEL_INPUT_TOOLS_IN_CONVERSE: Record<never, never>;
  readonly MODEL_INPUT_EMPTY_TEXT: { readonly family: string; readonly path: string };
  readonly MODEL_INPUT_SAMPLING_CONFLICT: {
    readonly family: string;
    readonly first: string;
    readonly second: string;
  };
  readonly MODEL_INPUT_FEATURE_CONTRADICTED: {
    readonly path: string;
    /** Such as `tool calling`. */
    readonly feature: string;
  };
}

/** Names a form with its invocation type, which has the name of one of them. */
function formOf(form: string, invocationType: string): string {
  return form === invocationType ? form : `${form} (${invocationType})`;
}

export const modelInputCatalogue: Catalogue<ModelInputArgs> = {
  MODEL_INPUT_REQUIRED: {
    severity: 'error',
    message: ({ family, path }) => `${family} needs ${quote(path)}, and the modelInput has none`,
    hint: ({ path, expected }) => `Add ${quote(path)}: ${expected}`,
    expected: ({ expected }) => expected,
    received: () => 'nothing',
  },
  MODEL_INPUT_TYPE: {
    severity: 'error',
    message: ({ family, path, expected, received }) =>
      `${quote(path)} is ${received}, but ${family} takes ${expected} there`,
    hint: ({ expected }) => `Write ${expected}`,
    expected: ({ expected }) => expected,
    received: ({ received }) => received,
  },
  MODEL_INPUT_VALUE: {
    severity: 'error',
    message: ({ family, path, expected, received }) =>
      `${quote(path)} is ${received}, outside of what ${family} takes there: ${expected}`,
    hint: ({ expected }) => `Use ${expected}`,
    expected: ({ expected }) => expected,
    received: ({ received }) => received,
  },
  MODEL_INPUT_DOUBTFUL: {
    severity: 'warning',
    message: ({ family, path, expected, received, doubt }) =>
      `${quote(path)} is ${received}; ${family} is believed to take ${expected} there, but ${doubt}`,
    hint: ({ expected }) =>
      `Use ${expected}, or find out with a single on-demand call whether the model takes it`,
    expected: ({ expected }) => expected,
    received: ({ received }) => received,
  },
  MODEL_INPUT_UNKNOWN_KEY: {
    severity: 'error',
    message: ({ family, path, key }) => `${family} takes no key ${quote(key)} in ${quote(path)}`,
    hint: ({ nearest }) =>
      nearest === undefined
        ? 'Remove the key'
        : `Remove the key, or write ${quote(nearest)} if that was meant`,
    expected: ({ nearest }) => (nearest === undefined ? 'a known key' : quote(nearest)),
    received: ({ key }) => quote(key),
  },
  MODEL_INPUT_FORBIDDEN_KEY: {
    severity: 'error',
    message: ({ path, key, reason }) =>
      `The key ${quote(key)} has no place in ${quote(path)}: ${reason}`,
    hint: () => 'Remove the key',
    expected: () => 'no such key',
    received: ({ key }) => quote(key),
  },
  MODEL_INPUT_REPEATED: {
    severity: 'warning',
    message: ({ repeated, records }) =>
      `${formatCount(repeated)} of ${countOf(records, 'record')} repeat the modelInput of the record before them, and each is paid for`,
    hint: () =>
      'Check that the prompt holds what differs from row to row; where the same is to be asked many times, leave it as it is',
    expected: () => 'model inputs that differ',
    received: ({ repeated }) => `${formatCount(repeated)} repeated`,
  },
  MODEL_INPUT_INVOCATION_TYPE: {
    severity: 'error',
    message: ({ family, looksLike, sign, expected, received }) =>
      `The modelInput ${sign} and so has the form of ${formOf(looksLike, received)}, but the job is of type ${expected}${family === expected ? '' : ` and takes ${family}`}`,
    hint: ({ family, received }) =>
      `Use --invocation-type ${received} for all records of the job, or build the modelInput for ${family}`,
    expected: ({ family, expected }) => formOf(family, expected),
    received: ({ looksLike, received }) => formOf(looksLike, received),
  },
  MODEL_INPUT_OTHER_FAMILY: {
    severity: 'error',
    message: ({ family, looksLike, key }) =>
      `The modelInput has ${quote(key)} and so looks like ${looksLike}, but the model takes ${family}`,
    hint: ({ family, fix }) =>
      fix ??
      `Build the modelInput for ${family}, or name the model (or invocation type) that was meant`,
    expected: ({ family }) => family,
    received: ({ looksLike }) => looksLike,
  },
  MODEL_INPUT_TOOLS_IN_CONVERSE: {
    severity: 'error',
    message: () =>
      'The modelInput has "toolConfig", and a batch job of type Converse fails every record with tools (status 400)',
    hint: () =>
      "Use --invocation-type InvokeModel with the model's own tool format, or remove the tools",
    expected: () => 'no toolConfig',
    received: () => 'toolConfig',
  },
  MODEL_INPUT_EMPTY_TEXT: {
    severity: 'error',
    message: ({ family, path }) => `${quote(path)} is empty, and ${family} refuses empty text`,
    hint: () => 'Leave the record out, or give it text',
    expected: () => 'text',
    received: () => 'an empty string',
  },
  MODEL_INPUT_SAMPLING_CONFLICT: {
    severity: 'warning',
    message: ({ family, first, second }) =>
      `The modelInput sets both ${quote(first)} and ${quote(second)}; newer models of ${family} are reported to refuse that`,
    hint: ({ second }) => `Set one of the two; remove ${quote(second)} if unsure`,
    expected: () => 'one of the two',
    received: () => 'both',
  },
  MODEL_INPUT_FEATURE_CONTRADICTED: {
    severity: 'warning',
    message: ({ path, feature }) =>
      `${quote(path)} asks for ${feature}: the newest page of AWS says that batch inference takes it, older ones that it does not`,
    hint: () =>
      'Run one small job with it; where it works, pass --severity MODEL_INPUT_FEATURE_CONTRADICTED=off',
    expected: ({ feature }) => `no ${feature}, as far as the older pages go`,
    received: ({ feature }) => feature,
  },
};
