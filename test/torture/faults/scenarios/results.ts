import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { TestBucket } from '../../../support/s3-test-server.ts';
import { leftOvers } from '../left-overs.ts';
import type { Place } from '../place.ts';
import { ANSWERING, BUILDING, ROLE, writeSource, wrongJobs, wrongOutcomes } from '../rows.ts';
import type { Scenario } from '../scenario.ts';

/** Builds, submits and waits; then S3 has what Bedrock wrote, whichever server it is. */
async function endedRun(place: Place): Promise<string> {
  const out = join(place.folder, 'out');
  const { name } = place.bucket;
  await place.emulator.createBucket(name);
  place.routeS3(place.emulator.endpoint);
  await place.prepare(['build', await writeSource(place), ...BUILDING, '--out', out]);
  await place.prepare(['upload', out, '--to', `s3://${name}/in/`]);
  await place.prepare(['submit', out, '--to', `s3://${name}/in/`, ...ROLE]);
  await place.prepare(['jobs', 'wait', out, '--poll-seconds', '1']);
  const emulated = new S3Client(place.emulator.clientConfig);
  const written = TestBucket.of(emulated, name);
  for (const key of await written.keys())
    await place.bucket.put(key, (await written.read(key)).toString());
  emulated.destroy();
  place.routeS3();
  return out;
}

/** The outcomes of a run whose jobs have ended. */
export const results: Scenario = {
  name: 'results',
  takesAnyS3: true,
  emulator: ANSWERING,
  async stage(place) {
    const out = await endedRun(place);
    return {
      argv: ['results', out],
      wrongWhenDone: async ({ stdout }) => wrongOutcomes(stdout),
      wrongAnyway: async () => [...wrongJobs(place, true), ...(await leftOvers(out))],
    };
  },
};
