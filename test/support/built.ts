import { buildIfStale } from '../../scripts/build.mjs';

/** Global set-up of the suites that use dist: they never see an old build. */
export default async function setup(): Promise<void> {
  await buildIfStale();
}
