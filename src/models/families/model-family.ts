import type { z } from 'zod';
import type { InvocationType, PathStep } from '../../core/index.ts';
import type { FinishReason } from '../outputs/finish-reason.ts';
import type { FamilyName } from './family-titles.ts';

/** Tokens that one record took. */
export interface Usage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly totalTokens?: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
}

/**
 * Whether an output holds an answer: `none` for the family's own shape with nothing in it, `unknown` for any other shape.
 *
 * A chat answer is a text that says something, a tool call or media; reasoning alone is none. An embedding is numbers.
 */
export type AnswerKind = 'given' | 'none' | 'unknown';

/** What a family's reader takes out of a `modelOutput`, the same for all families. */
export interface OutputReading {
  readonly answer: AnswerKind;
  /** The answer's text, all text blocks joined, without reasoning; absent for embeddings. */
  readonly text?: string | undefined;
  /** How the answer ended; absent where the output does not tell, as those of embeddings. */
  readonly finishReason?: FinishReason | undefined;
  /** Bedrock's own word for it, such as `end_turn`. */
  readonly stopReason?: string | undefined;
  readonly usage?: Usage | undefined;
  /** An error that the model put into an output that counts as a success, such as Titan's `message`. */
  readonly error?: string | undefined;
}

/** What a template turns into a model input. */
export interface PromptParts {
  readonly prompt: string;
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
}

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

/**
 * A model family: everything that depends on the shape a provider gives its requests and answers.
 *
 * One folder per family; the registry finds the family of a model id.
 */
export interface ModelFamily {
  /** Permanent name, such as `claude-messages`. */
  readonly name: FamilyName;
  /** What people call it, such as `Claude messages`. Used in diagnostics. */
  readonly title: string;
  readonly invocationType: InvocationType;
  /** Schema of the model input; only the closed list of `shapeOf`, and no bound that is in doubt. */
  readonly schema: z.ZodType;
  readonly rules: readonly ModelInputRule[];
  /** Keys of the top level that no other family has; they tell which family a body was made for. */
  readonly marks: readonly string[];
  /** What a template's prompt becomes; undefined for a family that takes none. */
  readonly fromPrompt: (parts: PromptParts) => Readonly<Record<string, unknown>>;
  /** Whether the family answers with text; embeddings do not, and take neither system nor maxTokens. */
  readonly answers: 'text' | 'embedding';
  /** A small model input that the family takes. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Reads an output; never throws, whatever the value. */
  readonly readOutput: (modelOutput: unknown) => OutputReading;
}
