import type { PlainModel } from '../plain/plain-model.ts';

/** What is known of a family without its schema: the part that is loaded for every dataset. */
export interface PlainFamily<Name extends string> {
  /** Permanent name, such as `claude-messages`. */
  readonly name: Name;
  /** What people call it, such as `Claude messages`. Used in diagnostics. */
  readonly title: string;
  /** What most of its model inputs look like, for one model. */
  readonly plain: PlainModel;
}
