import { join } from 'node:path';
import { leftOvers } from '../left-overs.ts';
import type { Place } from '../place.ts';
import { BUILDING, JOBS, ROLE, writeSource, wrongJobs } from '../rows.ts';
import type { Scenario } from '../scenario.ts';

/** Jobs whose clock stands still: none of them ends by itself. */
const STILL = { timeScale: 0 };

async function submitted(place: Place): Promise<string> {
  const out = join(place.folder, 'out');
  const to = `s3://${place.bucket.name}/in/`;
  await place.prepare(['build', await writeSource(place), ...BUILDING, '--out', out]);
  await place.prepare(['upload', out, '--to', to]);
  await place.prepare(['submit', out, '--to', to, ...ROLE]);
  return out;
}

/** Stopping all jobs of a run. */
export const stop: Scenario = {
  name: 'jobs stop',
  believesReplies: true,
  takesAnyS3: false,
  emulator: STILL,
  async stage(place) {
    const out = await submitted(place);
    return {
      argv: ['jobs', 'stop', out],
      wrongWhenDone: async () => {
        const running = place.emulator.jobs().filter(({ status }) => !/^Stopp/.test(status));
        return running.map(({ jobName, status }) => `${jobName} is ${status}`);
      },
      wrongAnyway: async () => [...wrongJobs(place, true), ...(await leftOvers(out))],
    };
  },
};

/** What the list of jobs has to show. */
export const list: Scenario = {
  name: 'jobs list',
  believesReplies: true,
  takesAnyS3: false,
  emulator: STILL,
  async stage(place) {
    const out = await submitted(place);
    return {
      argv: ['jobs', 'list'],
      wrongWhenDone: async ({ stdout }) => {
        const arns = place.emulator.jobs().map(({ jobArn }) => jobArn);
        const shown = arns.filter((arn) => stdout.includes(arn)).length;
        return shown === JOBS ? [] : [`${shown} of ${JOBS} jobs are shown`];
      },
      wrongAnyway: async () => [...wrongJobs(place, true), ...(await leftOvers(out))],
    };
  },
};
