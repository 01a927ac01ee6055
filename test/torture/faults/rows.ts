import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmulatorOptions } from '../../../src/emulator/index.ts';
import type { Place } from './place.ts';

/** Rows of the source, and jobs that they become. */
export const ROWS = 6;
export const JOBS = 2;
export const MODEL = 'amazon.titan-embed-text-v2:0';
export const ROLE: readonly string[] = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

const textOf = (row: number): string => `text ${row}`;

/** An emulator that answers each row with its own number. */
export const ANSWERING: EmulatorOptions = {
  answer: ({ modelInput }) => {
    const [, row] = /^text (\d+)$/.exec(String(modelInput['inputText'])) ?? [];
    return { embedding: [Number(row), 0.5], inputTextTokenCount: 2 };
  },
};

/** Words that make records of the rows. */
export const BUILDING: readonly string[] = [
  ...[
    '--model',
    MODEL,
    '--prompt',
    '{{text}}',
    '--id',
    '{{id}}',
    '--quota',
    'min-records-per-job=1',
  ],
  ...['--quota', `records-per-job=${ROWS / JOBS}`, '--name', 'rows'],
];

/** Writes the source. */
export async function writeSource({ folder }: Place): Promise<string> {
  const path = join(folder, 'rows.csv');
  const lines = Array.from({ length: ROWS }, (_, at) => `${at + 1},${textOf(at + 1)}\n`);
  await writeFile(path, `id,text\n${lines.join('')}`);
  return path;
}

/** What is wrong with outcomes, as lines of JSON: each row has one, and it is the answer to its own text. */
export function wrongOutcomes(text: string): readonly string[] {
  const outcomes = text
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as {
          recordId: string;
          output?: { readonly embedding?: readonly number[] };
        },
    );
  const wrong = outcomes
    .filter(({ recordId, output }) => String(output?.embedding?.[0]) !== recordId)
    .map(({ recordId }) => `the outcome of ${recordId} is not the answer to it`);
  const ids = outcomes.map(({ recordId }) => Number(recordId)).sort((a, b) => a - b);
  const all = Array.from({ length: ROWS }, (_, at) => at + 1);
  const hasAll = JSON.stringify(ids) === JSON.stringify(all);
  return hasAll ? wrong : [...wrong, `there are outcomes of ${ids.join(' ')}, not of each row one`];
}

/** The same of files. */
export async function wrongOutcomeFiles(paths: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return wrongOutcomes(texts.join(''));
}

/** What is wrong with the jobs that Bedrock has, by its own count: a part of the rows is never with two of them. */
export function wrongJobs({ emulator }: Place, isDone: boolean): readonly string[] {
  const jobs = emulator.jobs();
  const names = jobs.map(({ jobName }) => jobName.replace(/-\d+$/, ''));
  const doubled = names.filter((name, at) => names.indexOf(name) !== at);
  const wrong = doubled.map((name) => `${name} is with two jobs`);
  if (jobs.length > JOBS || (isDone && jobs.length !== JOBS))
    wrong.push(`there are ${jobs.length} jobs, not ${JOBS}`);
  return wrong;
}
