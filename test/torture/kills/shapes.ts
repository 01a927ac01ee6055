/** What is run, again and again until it ends. */
export interface Shape {
  readonly name: string;
  readonly rows: number;
  readonly jobs: number;
  /** How long the text of each row is. */
  readonly textBytes: number;
  /** Whether the record of a row fails when it is asked for the first time. */
  readonly failsFirst: (row: number) => boolean;
  readonly steps: readonly Step[];
}

/** A call of the command; it is repeated as it stands where it was killed. */
export interface Step {
  /** Arguments; files are named from the folder of the round. */
  readonly argv: readonly string[];
  /** What it has to end with. */
  readonly code: number;
  /** Where the outcomes of a dataset are, once it has ended: below a folder of its, or on stdout. */
  readonly outcomes?: 'stdout' | { readonly folder: string } | undefined;
}

const MEGABYTE = 2 ** 20;
const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const never = () => false;

/** Text of the prompt of a row. */
export const promptOf = (row: number, { textBytes }: Shape): string =>
  `${row} ${'text '.repeat(textBytes / 5)}`.trimEnd();

export const idOf = (row: number): string => `r${row}`;

const AWS = ['--region', 'us-east-1'];
const TARGET = ['--to', 's3://data/in/', ...AWS];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const MINIMUM = ['--quota', 'min-records-per-job=1'];
const POLL = ['--poll-seconds', '1'];

const run = (perJob: number, code = 0, more: readonly string[] = []): Step => ({
  argv: [
    ...['run', 'rows.jsonl', '--out', 'out', '--model', MODEL, '--prompt', '{{text}}'],
    ...['--id', '{{id}}', '--max-tokens', '100', ...MINIMUM, '--quota'],
    ...[`records-per-job=${perJob}`, ...TARGET, ...ROLE, ...POLL],
    ...more,
  ],
  code,
  outcomes: { folder: 'out/runs/main/outcomes' },
});

const step = (...argv: readonly string[]): Step => ({ argv, code: 0 });

/** One job, five jobs, shards that go up in parts, a canary in front of the others, and records that are tried again. */
export const SHAPES: readonly Shape[] = [
  {
    ...{ name: 'one job', rows: 40, jobs: 1, textBytes: 50, failsFirst: never },
    steps: [run(1000)],
  },
  {
    ...{ name: 'five jobs', rows: 50, jobs: 5, textBytes: 50, failsFirst: never },
    steps: [run(10)],
  },
  {
    ...{ name: 'multipart', rows: 5, jobs: 1, textBytes: 2 * MEGABYTE, failsFirst: never },
    steps: [run(1000)],
  },
  {
    ...{ name: 'canary', rows: 50, jobs: 4, textBytes: 50, failsFirst: never },
    steps: [run(15, 0, ['--canary', '10', '--canary-max-failed', '0'])],
  },
  {
    name: 'retry',
    rows: 40,
    jobs: 4,
    textBytes: 50,
    failsFirst: (row) => row % 7 === 0,
    steps: [
      run(20, 4),
      step('results', 'out', '--retry', 'again', ...MINIMUM, '--quota', 'records-per-job=3'),
      step('upload', 'again', ...TARGET),
      step('submit', 'again', ...TARGET, ...ROLE, ...POLL),
      step('jobs', 'wait', 'again', ...POLL),
      { ...step('results', 'again'), outcomes: 'stdout' },
    ],
  },
];
