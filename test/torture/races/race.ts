import type { Shape } from '../kills/shapes.ts';

/** Two processes of the command on one folder. */
export interface Race {
  readonly name: string;
  /** What is run before, and has to end with 0. */
  readonly before: readonly (readonly string[])[];
  readonly both: readonly [readonly string[], readonly string[]];
  /** Codes of errors that either may end with, besides none. */
  readonly mayEndWith: readonly string[];
  /** Whether both may end with one of them: each says that it is there before it looks for the other, so that each may find the other. */
  readonly mayBothEnd?: boolean;
  /** What is run next where neither has submitted a job. */
  readonly onlyWithoutJobs?: readonly (readonly string[])[];
  /** Brings the folder to its end, whoever was first. */
  readonly after: readonly (readonly string[])[];
}

/** What all races are about: four jobs of ten records. */
export const RACED: Shape = {
  ...{ name: 'race', rows: 40, jobs: 4, textBytes: 50 },
  failsFirst: () => false,
  steps: [],
};

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const TO = ['--to', 's3://data/in/', '--region', 'us-east-1'];
const TARGET = [...TO, '--role-arn', 'arn:aws:iam::123456789012:role/Batch', '--poll-seconds', '1'];
const building = (prompt: string) => [
  ...['rows.jsonl', '--out', 'out', '--model', MODEL, '--prompt', prompt, '--id', '{{id}}'],
  ...['--max-tokens', '100', '--quota', 'min-records-per-job=1', '--quota', 'records-per-job=10'],
];
const BUILD = ['build', ...building('{{text}}')];
export const RUN = ['run', ...building('{{text}}'), ...TARGET];
const UPLOAD = ['upload', 'out', ...TO];
const SUBMIT = ['submit', 'out', ...TARGET];
const WAIT = ['jobs', 'wait', 'out', '--poll-seconds', '1'];

/** Each ends with the run as it is without a race. */
export const RACES: readonly Race[] = [
  {
    name: 'two builds',
    before: [],
    both: [BUILD, BUILD],
    mayEndWith: ['DATASET_BUSY'],
    after: [RUN],
  },
  {
    name: 'two runs',
    before: [],
    both: [RUN, RUN],
    mayEndWith: ['DATASET_BUSY'],
    after: [RUN],
  },
  {
    name: 'a run beside jobs wait',
    before: [BUILD, UPLOAD, SUBMIT],
    both: [RUN, WAIT],
    mayEndWith: [],
    after: [RUN],
  },
  {
    name: 'a run beside results',
    before: [BUILD, UPLOAD, SUBMIT, WAIT],
    both: [RUN, ['results', 'out']],
    mayEndWith: [],
    after: [RUN],
  },
  {
    name: 'two submits',
    before: [BUILD, UPLOAD],
    both: [SUBMIT, SUBMIT],
    mayEndWith: ['DATASET_BUSY'],
    after: [RUN],
  },
  {
    name: 'two uploads',
    before: [BUILD],
    both: [UPLOAD, UPLOAD],
    mayEndWith: [],
    after: [RUN],
  },
  {
    // who comes second finds another dataset or a run of this one, and says so
    name: 'build --replace beside submit',
    before: [BUILD, UPLOAD],
    both: [['build', ...building('other {{text}}'), '--replace'], SUBMIT],
    mayEndWith: ['DATASET_BUSY', 'DATASET_EXISTS', 'DATASET_CHANGED', 'S3_OBJECT_NOT_FOUND'],
    mayBothEnd: true,
    onlyWithoutJobs: [
      ['validate', 'out'],
      [...BUILD, '--replace'],
    ],
    after: [RUN],
  },
];
