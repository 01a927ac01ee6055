import type { InvocationType, LateSchema } from '../../core/index.ts';
import type { FamilyName } from '../facts/family-name.ts';
import type { OutputReading } from '../outputs/output-reading.ts';
import type { ModelInputRule } from '../rules/rule.ts';
import type { ConversationParts, ConversationReading, PromptParts } from '../turns/turn.ts';
import type { PlainFamily } from './plain-family.ts';

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
  readonly schema: LateSchema<unknown>;
  readonly rules: readonly ModelInputRule[];
  /** Keys of the top level that no other family has; they tell which family a body was made for. */
  readonly marks: readonly string[];
  /** What a template's prompt becomes; undefined for a family that takes none. */
  readonly fromPrompt: (parts: PromptParts) => Readonly<Record<string, unknown>>;
  /** What a conversation of the data becomes; undefined for a family that has none. */
  readonly fromMessages: ((parts: ConversationParts) => ConversationReading) | undefined;
  /** Whether the family answers with text; embeddings do not, and take neither system nor maxTokens. */
  readonly answers: 'text' | 'embedding';
  /** A small model input that the family takes. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Reads an output; never throws, whatever the value. */
  readonly readOutput: (modelOutput: unknown) => OutputReading;
}

/** A family as its folder makes it: with what only this package asks it for. */
export interface Family<Name extends FamilyName> extends ModelFamily, PlainFamily<Name> {
  readonly name: Name;
  readonly title: string;
  /** Whether its messages by InvokeModel have texts, or blocks with a type, where Converse has blocks named by their key. */
  readonly hasOwnMessages: boolean;
}
