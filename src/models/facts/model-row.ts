import type { Day, InvocationType } from '../../core/index.ts';
import type { ClaudeAsks } from './claude/asks.ts';
import type { DocumentSupport } from './document-support.ts';
import type { FactSource } from './fact-source.ts';
import type { FamilyName } from './family-name.ts';
import type { ImageLimits } from './image-limits.ts';

/** Whether a model runs in batch inference in some region. The answer of CreateModelInvocationJob has the last word. */
export interface BatchEvidence extends FactSource {
  /**
   * - `yes`: it ran, or AWS lists it.
   * - `no`: CreateModelInvocationJob refused it.
   * - `unlisted`: AWS's table of batch models does not have it; what else is known says `clause`.
   * - `unlikely`: no batch quota of it was seen anywhere, and no list has it.
   * - `unknown`: nothing was seen that speaks for it or against it.
   */
  readonly verdict: 'yes' | 'no' | 'unlisted' | 'unlikely' | 'unknown';
  /** More to know, as a clause. */
  readonly clause?: string | undefined;
}

/** Where a model was seen in batch inference. */
export interface BatchRegions extends FactSource {
  /** Regions where a job may name the model itself; none where it needs a profile everywhere. Absent where that is not known. */
  readonly single?: readonly string[] | undefined;
  /** Regions from which a job may name a cross-region inference profile of it. Absent where none is listed. */
  readonly profile?: readonly string[] | undefined;
  /** Regions where the model itself was seen not to be offered, only its profiles. */
  readonly profileOnlyIn?: readonly string[] | undefined;
  /** Whether the source lists all regions; otherwise others may be offered too. */
  readonly complete: boolean;
}

/** When AWS ends a model. */
export interface Lifecycle {
  /** Last day on which the model may still be served; past it, it is gone. */
  readonly lastDay: Day;
  /** Whether `lastDay` is AWS's own day. Else the day is not known exactly, and `lastDay` is the latest that it can be. */
  readonly exact: boolean;
  /** Regions that the day holds for; what was read says nothing of GovCloud, China and the European Sovereign Cloud. */
  readonly where: 'commercial';
  /** A model of the same family that is served, where one takes its place. */
  readonly successor?: Successor | undefined;
  readonly source: string;
  readonly readOn: Day;
}

/** A model that takes the place of another one. */
export interface Successor {
  /** Bare id. */
  readonly id: string;
  /** Whether nearly every region runs it through a cross-region inference profile only. */
  readonly byProfile: boolean;
}

/** The most tokens that an answer may be asked for. */
export interface OutputTokens extends FactSource {
  /** More is doubted. */
  readonly most: number;
  /** More was refused, as measured; absent where that was not. */
  readonly refusedAbove?: number | undefined;
  /** Why the number is not sure, as a clause. */
  readonly doubt: string;
}

/** What a message may hold. */
export type Modality = 'text' | 'image' | 'video' | 'audio' | 'document';

/** What messages to a model may hold. */
export interface Modalities extends FactSource {
  readonly takes: readonly Modality[];
  /** Whose word it is: AWS's documents, the card of the model, or users. */
  readonly word: 'documented' | 'card' | 'reported';
}

/** The most tokens that a request and its answer may have together. */
export interface ContextTokens extends FactSource {
  readonly most: number;
  /** Whose word it is: the card of the model on AWS, or another list. */
  readonly word: 'card' | 'reported';
}

/** What a model makes of a key. */
export interface KeySupport extends FactSource {
  /** Whether AWS documents the key for the model. */
  readonly documented: boolean;
}

/** That a key is said to be refused. */
export interface KeyDoubt extends FactSource {
  /** How the model is asked where it refuses the key. */
  readonly by: readonly InvocationType[];
  /** Whose word it is, as a clause. */
  readonly doubt: string;
}

/** What a batch job costs in some place. */
export interface RegionalPrice {
  /** USD for a million tokens read. */
  readonly input: number;
  /** USD for a million tokens written. */
  readonly output: number;
  /** Regions it was read for; none where it is the price of any. */
  readonly regions: readonly string[];
  /** Prefix of the inference profile it is the price of, such as `us`; absent where it is that of the model itself. */
  readonly profile?: string | undefined;
}

/** What a batch job costs. */
export interface BatchPrice extends RegionalPrice, FactSource {
  /** Other prices that were read; absent where none was: regions that are named nowhere may cost the same or more. */
  readonly elsewhere?: readonly RegionalPrice[] | undefined;
}

/** What is known of one model, or of several whose ids begin alike. */
export interface ModelRow {
  /** Bare foundation model id, or the beginning of several that ends where a part of the name ends. */
  readonly id: string;
  /** Whether `id` is all of the id, perhaps with the length of a context behind it, or begins those of several models. */
  readonly whole: boolean;
  /** Name of the family that InvokeModel takes, such as `claude-messages`; absent where this version has no schema. */
  readonly family?: FamilyName | undefined;
  /** What people call the shape of the model input, where no family describes it. */
  readonly shape?: string | undefined;
  /** Why it is not sure that the family is the right one, as a clause; absent where it is. */
  readonly doubt?: string | undefined;
  /** Whether the model has a Converse form. */
  readonly converse: boolean;
  readonly batch: BatchEvidence;
  /** Absent where no region is known: it may be offered anywhere. */
  readonly regions?: BatchRegions | undefined;
  /** Absent where no end is known. */
  readonly lifecycle?: Lifecycle | undefined;
  /** Absent where no bound is known: there is one all the same. */
  readonly outputTokens?: OutputTokens | undefined;
  /** Absent where it is not known. */
  readonly context?: ContextTokens | undefined;
  /** That bodies without a bound on the tokens of the answer are refused; absent where nobody was. */
  readonly needsBound?: FactSource | undefined;
  /** Absent where that is not known. */
  readonly modalities?: Modalities | undefined;
  /** Documents by Converse; absent where only the rules for all models are known. */
  readonly documents?: DocumentSupport | undefined;
  /** Absent where only the rules for all models are known. */
  readonly images?: ImageLimits | undefined;
  /** Of Nova: `reasoningConfig`. */
  readonly reasoning?: KeySupport | undefined;
  /** What bodies may ask for, of Claude: as far as that is known of this very model. */
  readonly asks?: ClaudeAsks | undefined;
  /** Texts to stop at; absent where nobody says that they are refused. */
  readonly stop?: KeyDoubt | undefined;
  /** What turns texts into tokens, by the name of its encoding; absent where none is public, or none is known. */
  readonly tokenizer?: (FactSource & { readonly encoding: 'o200k_harmony' }) | undefined;
  /** Absent where no price was read. */
  readonly price?: BatchPrice | undefined;
}
