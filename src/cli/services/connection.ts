import { quote } from '../../core/index.ts';
import { type Run, requireRunTarget } from '../../dataset/index.ts';
import { pathKind } from '../../io/index.ts';
import type { QuotaOverrides } from '../../quotas/index.ts';
import { type AwsFlags, type AwsOptions, awsOptions } from '../flags/flags.ts';
import { UsageError } from '../session/usage-error.ts';
import type { Clients } from './aws-local-clients.ts';
import { LOCAL_ENDPOINT } from './local-run.ts';
import { emulatorFolder, openLocalServices } from './local-services.ts';

/** How a call of the library reaches the services of a run. */
export interface Reach extends AwsOptions, Partial<Clients> {}

/**
 * Does work where a run was submitted; a local run's emulator is started for it.
 *
 * Where that is, `run.json` only says: an endpoint is called where flag or environment give it again.
 *
 * @throws {UsageError} where a run was local and its emulator's folder is gone, or an endpoint or a profile is given for it.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run is at an endpoint that is not AWS's and none is given.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where region or endpoint are not those of the run.
 */
export async function connected<Value>(
  run: Run,
  flags: AwsFlags,
  work: (reach: Reach) => Promise<Value>,
): Promise<Value> {
  const asked = awsOptions(flags);
  const { region, endpoint } = run.state.target;
  const reach = { ...asked, region: asked.region ?? region };
  if (endpoint === LOCAL_ENDPOINT) {
    requireRunTarget(run, { region: reach.region, endpoint });
    if (asked.profile !== undefined) throw idleFlag('--profile', run);
    if (asked.endpoint !== undefined) throw idleFlag('--endpoint-url', run);
    return locally(run, {}, work);
  }
  const { withRunClient } = await import('../../jobs/index.ts');
  return withRunClient(run, reach, (bedrock) => work({ ...reach, bedrock }));
}

/** What the embedded emulator of a local run is started with. */
export interface LocalOptions {
  /** A bucket that is made where there is none. */
  readonly bucket?: string | undefined;
  readonly quotas?: QuotaOverrides | undefined;
  /** Whether records may be asked on demand. Default false. */
  readonly onDemand?: boolean | undefined;
}

/**
 * Does work with the embedded emulator that a local run was submitted to.
 *
 * @throws {UsageError} where its folder is gone.
 */
export async function locally<Value>(
  run: Run,
  options: LocalOptions,
  work: (reach: Clients) => Promise<Value>,
): Promise<Value> {
  const folder = emulatorFolder(run.dataset, run.name);
  if ((await pathKind(folder)) === 'missing') throw emulatorGone(run, folder);
  const { close, ...clients } = await openLocalServices({
    folder,
    bucket: options.bucket,
    onDemand: options.onDemand,
    region: run.state.target.region,
    // jobs that nobody waited for are validated only now, by what their dataset was built for
    quotas: { ...run.dataset.manifest.quotas, ...options.quotas },
  });
  try {
    return await work(clients);
  } finally {
    await close();
  }
}

/** Whoever says where or as whom to ask takes the run for one that is not local. */
function idleFlag(flag: string, { name }: Run): UsageError {
  const message = `${flag} has no effect with the run ${quote(name)}: it is local, and only the embedded emulator is asked`;
  return new UsageError(message, { hint: `Leave out ${flag}, or name another run with --run` });
}

function emulatorGone(run: Run, folder: string): UsageError {
  const message = `The run ${quote(run.name)} was local, and the emulator's folder ${quote(folder, 200)} is gone`;
  return new UsageError(message, { hint: 'Read the outcomes that were saved beside it' });
}
