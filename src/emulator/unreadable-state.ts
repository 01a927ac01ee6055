import { InvalidOptionError, quote } from '../core/index.ts';

/** The error for a file below the emulator's folder that the emulator cannot have written. */
export function unreadableState(where: string, cause: unknown): InvalidOptionError {
  return new InvalidOptionError(`${quote(where, 200)} is no state that the emulator wrote`, {
    option: 'folder',
    expected: 'a folder of the emulator, or none',
    cause,
    hint: 'Name another folder, or remove the one that holds it to begin anew',
  });
}
