import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameOf, type Tried } from './cell.ts';

/** What came of a try, as it is kept for the table. */
export interface KeptTry extends Pick<Tried, 'code' | 'error' | 'wrong'> {
  readonly kind: string;
  readonly times: number;
}

/** Where tries are kept from run to run, so that a long torture can be done in pieces; git ignores it. */
const FILE = fileURLToPath(new URL('../../../.tmp/torture/faults.json', import.meta.url));

type Kept = Readonly<Record<string, KeptTry>>;

/** Adds tries to those that were made before, or takes their place, and gives all of them. */
export async function keepTries(tried: readonly Tried[]): Promise<readonly KeptTry[]> {
  const text = await readFile(FILE, 'utf8').catch(() => '{}');
  const now = tried.map(
    ({ cell, code, error, wrong }) =>
      [nameOf(cell), { kind: cell.kind.name, times: cell.times, code, error, wrong }] as const,
  );
  const kept: Kept = { ...(JSON.parse(text) as Kept), ...Object.fromEntries(now) };
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, `${JSON.stringify(kept, undefined, 1)}\n`);
  return Object.values(kept);
}
