// Where the files of a dataset are and what its jobs may be, without the schemas of manifest and run state.

export { MANIFEST_NAME } from './layout.ts';
export { endedStatuses, jobStatuses } from './run/job-statuses.ts';
