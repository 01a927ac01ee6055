import type { PlainModel } from '../plain/plain-model.ts';

/** The most that a model input may hold of something. */
export interface Ceiling {
  /** What is counted. */
  readonly of:
    | 'images'
    | 'documents'
    | 'megabytes of an image'
    | 'bytes of an image as base64'
    | 'megabytes of a document'
    | 'characters of a text'
    | 'tokens of a text'
    | 'seconds of sound or video';
  readonly most: number;
  /** In what it is counted. */
  readonly per: 'record' | 'message' | 'image' | 'document' | 'text' | 'medium';
  /** Why the number is not sure, as a clause; absent where AWS documents it. */
  readonly doubt?: string | undefined;
  /** Where that was read. */
  readonly source: string;
  /** Day it was read, as `YYYY-MM-DD`. */
  readonly readOn: string;
}

/** What is known of a family without its schema: the part that is loaded for every dataset. */
export interface PlainFamily<Name extends string> {
  /** Permanent name, such as `claude-messages`. */
  readonly name: Name;
  /** What people call it, such as `Claude messages`. Used in diagnostics. */
  readonly title: string;
  /** What most of its model inputs look like, for one model. */
  readonly plain: PlainModel;
  /** What many of the others look like, for one model, with marks for all on which it depends what is found in them. */
  readonly marked?: PlainModel;
  /** What its model inputs may hold at most, besides the tokens of the answer. */
  readonly ceilings: readonly Ceiling[];
}
