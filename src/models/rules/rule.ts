import type { DiagnosticArgs, PathStep } from '../../core/index.ts';

/**
 * The codes that rules find, each with its args in the order of a report. A rule leaves out what follows from the family and the path:
 * `family`, `path` and `key`. The path is that of the value, and where `key` is among the args that of the key.
 */
export const ARGS_OF_RULES = {
  MODEL_INPUT_REQUIRED: ['family', 'path', 'expected'],
  MODEL_INPUT_TYPE: ['family', 'path', 'expected', 'received'],
  MODEL_INPUT_VALUE: ['family', 'path', 'expected', 'received'],
  MODEL_INPUT_DOUBTFUL: ['family', 'path', 'expected', 'received', 'doubt'],
  MODEL_INPUT_FORBIDDEN_KEY: ['family', 'path', 'key', 'reason'],
  /** Says all that there is to say: other findings of the body are left out. */
  MODEL_INPUT_OTHER_FAMILY: ['family', 'looksLike', 'key', 'fix'],
  MODEL_INPUT_TOOLS_IN_CONVERSE: [],
  MODEL_INPUT_EMPTY_TEXT: ['family', 'path', 'blank'],
  MODEL_INPUT_SAMPLING_CONFLICT: ['family', 'first', 'second'],
  MODEL_INPUT_FEATURE_CONTRADICTED: ['path', 'feature'],
} as const;

/** Codes that rules find. */
export type RuleCode = keyof typeof ARGS_OF_RULES;

/** Something a rule found; `path` starts at the model input, and ends with the key where a key is meant. */
export type RuleFinding = {
  readonly [Code in RuleCode]: {
    readonly code: Code;
    readonly path: readonly PathStep[];
  } & Omit<DiagnosticArgs[Code], 'family' | 'path' | 'key'>;
}[RuleCode];

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
