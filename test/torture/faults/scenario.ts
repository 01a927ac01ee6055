import type { EmulatorOptions } from '../../../src/emulator/index.ts';
import type { Ended } from '../../cli/run-main.ts';
import type { Place } from './place.ts';

/** A use of the command, with requests to AWS that can go wrong. */
export interface Scenario {
  readonly name: string;
  /** Whether S3 may be another server than the emulator. */
  readonly takesAnyS3: boolean;
  /** Whether all it does is to show or do what replies say: where one was changed on its way it cannot know better. Default false. */
  readonly believesReplies?: boolean;
  /** How the emulator of the place is to be. */
  readonly emulator?: EmulatorOptions;
  /** Prepares a place for the command. */
  readonly stage: (place: Place) => Promise<Staged>;
}

/** A command that is about to be called, and what is right. None of it asks the code that is judged. */
export interface Staged {
  /** Words of the command. */
  readonly argv: readonly string[];
  /** What is wrong where the command says that it has done what it was asked for; and which operation went wrong, if one did. */
  readonly wrongWhenDone: (ended: Ended, faultAt?: string) => Promise<readonly string[]>;
  /** What is wrong however the command ended. */
  readonly wrongAnyway: () => Promise<readonly string[]>;
}
