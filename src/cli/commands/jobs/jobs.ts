import type { Command } from 'commander';
import type { Session } from '../../session/session.ts';
import { declareHelp } from '../help.ts';
import { declareCalls } from './calls/declare-calls.ts';
import { declareJobsGet } from './get.ts';
import { declareJobsList } from './list.ts';
import { declareJobsStop } from './stop.ts';
import { declareJobsWait } from './wait.ts';

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
  declareCalls(jobs, session);
  declareHelp(jobs);
}
