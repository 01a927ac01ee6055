import { isObject } from '../../core/index.ts';
import { CUT_NAME, type Dataset, JOBS_FOLDER, openHome } from '../../dataset/index.ts';
import type { Home } from '../../io/index.ts';

/** What a cut was about to do, as it stands in the dataset's folder until it is done. */
export interface CutIntent {
  /** Digest of the dataset before. */
  readonly from: string;
  /** Digest of the dataset that is cut. */
  readonly to: string;
  /** The first number of a shard that is new: those of before count from 0 in each job, and none has it. */
  readonly first: number;
}

/** Writes down what a cut is about to do. */
export function formatIntent({ from, to, first }: CutIntent): string {
  return `${JSON.stringify({ from, to, first })}\n`;
}

/**
 * Ends what a killed cut began: of the shards of before and the new ones, those that the manifest does not name are removed. A folder that no
 * cut was begun in is not touched.
 *
 * @throws {DatasetError} `DATASET_BUSY` where another process works in the folder, or may do so; `DATASET_WRITE`.
 */
export async function settleCut({ home }: Dataset): Promise<void> {
  if (home.folder === undefined || (await intentIn(home)) === undefined) return;
  const owner = await home.claim('', 'build');
  try {
    const intent = await intentIn(home);
    if (intent !== undefined) await removeLeftovers(await openHome(home), intent);
  } finally {
    await owner.release();
  }
}

/** Removes the shards of a cut that a dataset does not name, folders that are empty then, and the intent, last. */
export async function removeLeftovers(
  { home, manifest }: Pick<Dataset, 'home' | 'manifest'>,
  { from, to, first }: CutIntent,
): Promise<void> {
  const { digest, jobs } = manifest;
  if (digest === from || digest === to) {
    const isLeft = (number: number) => (digest === to ? number < first : number >= first);
    const named = new Set(jobs.flatMap(({ shards }) => shards.map(({ path }) => path)));
    for (const path of await shardsIn(home, isLeft)) if (!named.has(path)) await home.remove(path);
    await removeEmpty(home, new Set(jobs.map(({ folder }) => folder)));
  }
  await home.remove(CUT_NAME);
}

const SHARD = /^\d{4,}\/shard-(\d{5,})\.jsonl$/;

async function shardsIn(
  home: Home,
  isLeft: (number: number) => boolean,
): Promise<readonly string[]> {
  const found = await home.find(JOBS_FOLDER, '.jsonl');
  return found.flatMap((path) => {
    const [, number] = SHARD.exec(path) ?? [];
    return number !== undefined && isLeft(Number(number)) ? [`${JOBS_FOLDER}/${path}`] : [];
  });
}

async function removeEmpty(home: Home, kept: ReadonlySet<string>): Promise<void> {
  for (const name of await home.names(JOBS_FOLDER)) {
    const folder = `${JOBS_FOLDER}/${name}`;
    if (!kept.has(folder) && (await home.names(folder)).length === 0) await home.remove(folder);
  }
}

/** Of a file that is no such intent nothing is done. */
async function intentIn(home: Home): Promise<CutIntent | undefined> {
  const text = await home.readText(CUT_NAME);
  if (text === undefined) return undefined;
  try {
    return intentOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function intentOf(value: unknown): CutIntent | undefined {
  if (!isObject(value)) return undefined;
  const { from, to, first } = value;
  if (typeof from !== 'string' || typeof to !== 'string' || typeof first !== 'number')
    return undefined;
  return { from, to, first };
}
