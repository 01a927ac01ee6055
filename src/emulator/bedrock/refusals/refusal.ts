import type { Asked } from './asked.ts';

/** A body that Bedrock refuses. */
export interface Refusal {
  /** Bare ids of the models that refuse it. */
  readonly models: RegExp;
  /** Absent where both forms are refused. */
  readonly form?: Asked['form'] | undefined;
  /** Whether only records of a job are refused, and a model that is asked at once takes the body. */
  readonly inJobs?: true | undefined;
  /** The text of the refusal; undefined where the body is none of these. */
  readonly textFor: (asked: Asked) => string | undefined;
  /** Whether the text was seen; false where only the refusal was, so that the text is the emulator's. */
  readonly observed: boolean;
  /** Whether the model says it, which Converse puts into a sentence of its own. */
  readonly byModel: boolean;
  /** Where the refusal was seen, or is documented. */
  readonly source: string;
  /** Day or month of that, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly seenOn: string;
}
