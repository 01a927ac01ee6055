/**
 * The quotas in force for one model: what the planner fills jobs to and the validators check.
 */
export interface Quotas {
  /** Most records in one input file. */
  readonly recordsPerFile: number;
  /** Most records in one job, over all its files. */
  readonly recordsPerJob: number;
  /** Fewest records in one job. */
  readonly minRecordsPerJob: number;
  /** Most bytes in one input file. */
  readonly fileBytes: number;
  /** Most bytes in one job, over all its files. */
  readonly jobBytes: number;
  /** Most bytes in one record, its newline not counted. */
  readonly recordBytes: number;
  /** Most jobs that may be submitted or in progress at a time. */
  readonly concurrentJobs: number;
}

/** Name of a quota, as options spell it. */
export type QuotaName = keyof Quotas;
