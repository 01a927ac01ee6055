import { join } from 'node:path';
import { leftOvers } from '../left-overs.ts';
import { ANSWERING, BUILDING, ROLE, writeSource, wrongJobs, wrongOutcomeFiles } from '../rows.ts';
import type { Scenario } from '../scenario.ts';

/** The whole way, from rows to outcomes on disk. */
export const run: Scenario = {
  name: 'run',
  takesAnyS3: false,
  emulator: ANSWERING,
  async stage(place) {
    const out = join(place.folder, 'out');
    const to = `s3://${place.bucket.name}/in/`;
    return {
      argv: [
        ...['run', await writeSource(place), ...BUILDING, '--out', out, '--to', to, ...ROLE],
        ...['--poll-seconds', '1'],
      ],
      wrongWhenDone: async ({ stdout }) => {
        const keys = await place.bucket.keys();
        const isWhole = keys.some((key) => /^in\/rows-[0-9a-f]{12}\/manifest\.json$/.test(key));
        return [
          ...wrongJobs(place, true),
          ...(await wrongOutcomeFiles(stdout.split('\n').filter(Boolean))),
          ...(isWhole ? [] : ['the dataset has no manifest in S3']),
          ...(await place.bucket.unfinished()).map((key) => `an upload to ${key} is unfinished`),
        ];
      },
      wrongAnyway: async () => [...wrongJobs(place, false), ...(await leftOvers(out))],
    };
  },
};
