import { type Day, dayOf } from '../core/index.ts';
import { findRegion } from '../io/index.ts';
import type { RunBuiltOptions } from './run-options.ts';

/** Where and when the jobs of a run are to be, as its model is judged by. */
export interface JobPlace {
  readonly region: string | undefined;
  readonly asOf: Day;
}

/** What says where and when jobs are to be. */
type PlaceOptions = Pick<RunBuiltOptions, 'region' | 'profile' | 'bedrock' | 'connect' | 'asOf'>;

/**
 * Finds the region in force, as given, of the client or as it is configured, and the day of the run, which is one from its build to its jobs.
 *
 * A run that makes its clients later, such as for an emulator, has the region that was given, or none.
 */
export async function jobPlace(options: PlaceOptions): Promise<JobPlace> {
  return { region: await regionOf(options), asOf: dayOf(options.asOf) };
}

async function regionOf(options: PlaceOptions): Promise<string | undefined> {
  const { region, profile, bedrock, connect } = options;
  if (region !== undefined || connect !== undefined) return region;
  // a client without a region says so when the jobs are submitted
  if (bedrock !== undefined) return bedrock.config.region().catch(() => undefined);
  return findRegion({ profile });
}
