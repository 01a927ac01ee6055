import type { PathStep } from '../../core/index.ts';

/** A turn of a conversation as it stands in the data, once it is known to have a role. */
export interface Turn {
  readonly role: string;
  /** All of it, its role and content too. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly place: TurnPlace;
}

/** Where a turn stands. */
export interface TurnPlace {
  /** 1-based; absent for a system prompt that stands beside the turns. */
  readonly number: number | undefined;
  /** In the value that holds the conversation. */
  readonly path: readonly PathStep[];
  /** The key of its content there. */
  readonly contentKey: string;
}

/** Why a value is no conversation that a family takes. */
export interface TurnFlaw {
  /** 1-based; absent where it is no single turn. */
  readonly turn?: number | undefined;
  /** Where in the value; empty for all of it. */
  readonly path: readonly PathStep[];
  readonly received: string;
  readonly expected: string;
  readonly hint: string;
}

/** Keeps a flaw, and gives nothing, so that whoever found it can return it. */
export type Say = (flaw: TurnFlaw) => undefined;

/** What a template turns into a model input. */
export interface PromptParts {
  readonly prompt: string;
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
}

/** What a conversation of the data is, and what is asked beside it. */
export interface ConversationParts {
  /** A value of JSON. */
  readonly messages: unknown;
  /** A system prompt from elsewhere; then the conversation may not begin with one. */
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
}

/** What became of a conversation. */
export type ConversationReading =
  | {
      readonly modelInput: Readonly<Record<string, unknown>>;
      /** Whether a turn that asks, or an answer before the last turn, is nothing but white space. */
      readonly hasBlank: boolean;
    }
  | { readonly flaw: TurnFlaw };

/** Maps all of a list, or none where one of it is nothing. */
export function mapAll<From, To>(
  list: readonly From[],
  map: (one: From, index: number) => To | undefined,
): readonly To[] | undefined {
  const mapped: To[] = [];
  for (const [index, one] of list.entries()) {
    const to = map(one, index);
    if (to === undefined) return undefined;
    mapped.push(to);
  }
  return mapped;
}
