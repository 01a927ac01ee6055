import type { ObjectSourceOptions } from '../builders/index.ts';
import { datasetHome } from '../dataset/index.ts';
import type { Home } from '../io/index.ts';

/** How objects in S3 are reached: those of a plan, and those of its source. */
export interface ObjectsOption {
  /** Default: by the SDK's default chain. */
  readonly objects?: ObjectSourceOptions | undefined;
}

/** Does work with the home of what will be the dataset of a plan, and lets go of its connections where nothing that is given back needs them. */
export async function withHome<Value>(
  where: string,
  { objects }: ObjectsOption,
  work: (home: Home) => Promise<Value>,
): Promise<Value> {
  const home = datasetHome(where, objects);
  try {
    return await work(home);
  } finally {
    home.close();
  }
}
