import type { PathStep } from '../../core/index.ts';

/** Something a rule found; `path` starts at the model input, and ends with the key where a key is meant. */
export type RuleFinding =
  | { readonly code: 'MODEL_INPUT_TOOLS_IN_CONVERSE'; readonly path: readonly PathStep[] }
  | { readonly code: 'MODEL_INPUT_EMPTY_TEXT'; readonly path: readonly PathStep[] }
  | {
      readonly code: 'MODEL_INPUT_FORBIDDEN_KEY';
      readonly path: readonly PathStep[];
      readonly reason: string;
    }
  | {
      readonly code: 'MODEL_INPUT_REQUIRED';
      readonly path: readonly PathStep[];
      readonly expected: string;
    }
  | {
      readonly code: 'MODEL_INPUT_TYPE' | 'MODEL_INPUT_VALUE';
      readonly path: readonly PathStep[];
      readonly expected: string;
      readonly received: string;
    }
  | {
      readonly code: 'MODEL_INPUT_DOUBTFUL';
      readonly path: readonly PathStep[];
      /** What is believed to be taken. */
      readonly expected: string;
      readonly received: string;
      /** Why that is not sure; a clause. */
      readonly doubt: string;
    }
  | {
      readonly code: 'MODEL_INPUT_SAMPLING_CONFLICT';
      readonly path: readonly PathStep[];
      readonly first: string;
      readonly second: string;
    }
  | {
      readonly code: 'MODEL_INPUT_FEATURE_CONTRADICTED';
      readonly path: readonly PathStep[];
      readonly feature: string;
    }
  | {
      /** Says all that there is to say: other findings of the body are left out. */
      readonly code: 'MODEL_INPUT_OTHER_FAMILY';
      /** The key that gives it away. */
      readonly path: readonly PathStep[];
      readonly looksLike: string;
      /** What to do; imperative. */
      readonly fix: string;
    };

/** What a rule knows besides the model input. */
export interface RuleContext {
  /** Bare id of the foundation model, such as `anthropic.claude-opus-5`; absent where it is not known. */
  readonly foundationModel?: string | undefined;
}

/** A check that the schema cannot say. It never throws, whatever the value. */
export type ModelInputRule = (
  modelInput: Readonly<Record<string, unknown>>,
  context: RuleContext,
) => readonly RuleFinding[];
