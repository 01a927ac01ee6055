import type { Deadline, PollSeconds } from '../../jobs/index.ts';
import type { QuotaOverrides } from '../../quotas/index.ts';
import type { TargetOptions } from '../../run/index.ts';

/** What a run's target calls the embedded emulator, whose port changes. */
export const LOCAL_ENDPOINT = 'local';

/** Run, place and role of `--local` where nobody says otherwise. */
export const LOCAL_DEFAULTS = {
  run: 'local',
  to: 's3://bedrock-batch-local/',
  roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
} as const;

/** Delays that fit the emulator, whose jobs take less than a second. */
export const LOCAL_POLL: PollSeconds = { first: 0.05, most: 0.5 };

/**
 * Points a run at the embedded emulator, which starts when the dataset is built and keeps its state beside `run.json`.
 *
 * @param then What happens at a deadline: whether records may be asked on demand.
 */
export async function localTarget(
  options: Pick<TargetOptions, 'to' | 'run' | 'region'> & {
    readonly quotas?: QuotaOverrides | undefined;
  },
  then?: Deadline['then'],
): Promise<Pick<TargetOptions, 'connect' | 'endpointName' | 'pollSeconds'>> {
  const { parseS3Uri } = await import('../../io/index.ts');
  const { emulatorFolder, openLocalServices } = await import('./local-services.ts');
  const { to = LOCAL_DEFAULTS.to, run = LOCAL_DEFAULTS.run, region, quotas } = options;
  return {
    endpointName: LOCAL_ENDPOINT,
    pollSeconds: LOCAL_POLL,
    connect: (dataset) =>
      openLocalServices({
        folder: emulatorFolder(dataset, run),
        bucket: parseS3Uri(to)?.bucket,
        region,
        quotas,
        onDemand: then === 'on-demand',
      }),
  };
}
