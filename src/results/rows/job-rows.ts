import type { InputIndex } from '../inputs/input-index.ts';
import type { JobPlaces } from './job-places.ts';

/** Gives the rows that belong to the records of one job. */
export interface JobRows {
  /** Whether the rows of the source stand in the order they had when the dataset was built. */
  readonly isInOrder: boolean;
  /** Moves on to the rows of a job, before which nothing of it may be told to anyone. */
  hold(places: JobPlaces, index: InputIndex): Promise<void>;
  /** Gives what the row holds that was taken at a place, 1-based, when the dataset was built. */
  valueOf(place: number): unknown;
  /** Gives the JSON of it where it is kept as that, until the next is asked for. */
  readonly textOf?: ((place: number) => Uint8Array) | undefined;
  close(): Promise<void>;
}
