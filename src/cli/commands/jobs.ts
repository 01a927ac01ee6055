import type { Command } from 'commander';
import type { Session } from '../session.ts';
import { declareHelp } from './help.ts';
import { declareJobsGet } from './jobs-get.ts';
import { declareJobsList } from './jobs-list.ts';
import { declareJobsStop } from './jobs-stop.ts';
import { declareJobsWait } from './jobs-wait.ts';

/** Declares `jobs` with its commands. */
export function declareJobs(program: Command, session: Session): void {
  const jobs = program
    .command('jobs')
    .summary('list, get, stop jobs and wait for them')
    .description('Looks after jobs, by ARN or by the dataset they came from.')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false);
  declareJobsList(jobs, session);
  declareJobsGet(jobs, session);
  declareJobsStop(jobs, session);
  declareJobsWait(jobs, session);
  declareHelp(jobs);
}
