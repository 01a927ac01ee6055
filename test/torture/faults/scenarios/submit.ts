import { join } from 'node:path';
import { leftOvers } from '../left-overs.ts';
import { BUILDING, JOBS, ROLE, writeSource, wrongJobs } from '../rows.ts';
import type { Scenario } from '../scenario.ts';

/** Jobs of a dataset that is in S3. */
export const submit: Scenario = {
  name: 'submit',
  takesAnyS3: false,
  async stage(place) {
    const out = join(place.folder, 'out');
    const to = `s3://${place.bucket.name}/in/`;
    await place.prepare(['build', await writeSource(place), ...BUILDING, '--out', out]);
    await place.prepare(['upload', out, '--to', to]);
    return {
      argv: ['submit', out, '--to', to, ...ROLE],
      wrongWhenDone: async ({ stdout }) => {
        const printed = stdout.split('\n').filter(Boolean);
        const made = place.emulator.jobs().map(({ jobArn }) => jobArn);
        const isSame = printed.length === JOBS && made.every((arn) => printed.includes(arn));
        return [
          ...wrongJobs(place, true),
          ...(isSame ? [] : ['other jobs are printed than there are']),
        ];
      },
      wrongAnyway: async () => [...wrongJobs(place, false), ...(await leftOvers(out))],
    };
  },
};
