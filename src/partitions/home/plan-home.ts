/** Where a plan and what was made of it are kept, as a narrow view: all that a step asks of it. */
export interface PlanHome {
  /** What messages call it, such as the path of a folder. */
  readonly name: string;
  /** Names what stands directly below the partitions: the plan, pieces that are whole, and attempts at some. */
  list(): Promise<readonly string[]>;
  /** Reads a text by its name; undefined where there is none. */
  read(name: string): Promise<string | undefined>;
  /** Writes a text that is not there yet, whole or not at all; false where there is one, which is left as it is. */
  writeOnce(name: string, text: string): Promise<boolean>;
}
