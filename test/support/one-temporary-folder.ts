import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Short, because sockets lie below it, and messages shorten long paths. */
const PREFIX = 'bb-';

/**
 * Global set-up of every suite: what tests and the programs they start make below the folder for temporary files is gone when all have ended, also what a failed or
 * killed one left. Several suites of one run share the folder of the first.
 */
export default function setup(): (() => void) | undefined {
  if (basename(tmpdir()).startsWith(PREFIX)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
