import { quote } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import { pathKind } from '../io/index.ts';
import type { Clients } from './aws-local-clients.ts';
import { type AwsFlags, type AwsOptions, awsOptions } from './flags.ts';
import { LOCAL_ENDPOINT } from './local-run.ts';
import { emulatorFolder, openLocalServices } from './local-services.ts';
import { UsageError } from './usage-error.ts';

/** How a call of the library reaches the services of a run. */
export interface Reach extends AwsOptions, Partial<Clients> {}

/**
 * Does work where a run was submitted, unless the flags say otherwise; a local run's emulator is started for it.
 *
 * @throws {UsageError} where a run was local and its emulator's folder is gone.
 */
export async function connected<Value>(
  run: Run,
  flags: AwsFlags,
  work: (reach: Reach) => Promise<Value>,
): Promise<Value> {
  const { region, endpoint } = run.state.target;
  const asked = awsOptions(flags);
  if (endpoint === LOCAL_ENDPOINT && asked.endpoint === undefined) return locally(run, work);
  const known = endpoint.startsWith('http') ? endpoint : undefined;
  return work({ ...asked, region: asked.region ?? region, endpoint: asked.endpoint ?? known });
}

async function locally<Value>(run: Run, work: (reach: Reach) => Promise<Value>): Promise<Value> {
  const folder = emulatorFolder(run.dataset, run.name);
  if ((await pathKind(folder)) === 'missing') throw emulatorGone(run, folder);
  const { close, ...clients } = await openLocalServices({
    folder,
    region: run.state.target.region,
  });
  try {
    return await work(clients);
  } finally {
    await close();
  }
}

function emulatorGone(run: Run, folder: string): UsageError {
  const message = `The run ${quote(run.name)} was local, and the emulator's folder ${quote(folder, 200)} is gone`;
  return new UsageError(message, { hint: 'Read the outcomes that were saved beside it' });
}
