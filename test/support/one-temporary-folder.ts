import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Global set-up of every suite: what tests and the programs they start make below the folder for temporary files is gone when all have ended, also what a failed or killed one left. */
export default function setup(): () => void {
  if (folder === undefined) {
    // short, because sockets lie below it
    folder = mkdtempSync(join(tmpdir(), 'bb-'));
    process.env['TMPDIR'] = folder;
  }
  return () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
}
