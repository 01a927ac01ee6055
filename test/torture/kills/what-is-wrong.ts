import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf, promptOf, type Shape } from './shapes.ts';
import { jobsOf, type Left, whatIsLeft } from './what-is-left.ts';
import type { WorkPlace } from './work-place.ts';

/** Outcomes of one dataset, as its last step gave them. */
export type Outcomes = readonly Readonly<Record<string, unknown>>[];

/**
 * Compares what a round ended in with what it should have, by other means than the code under test.
 *
 * @param whole What a round leaves that nobody killed.
 * @returns A sentence for each thing that is wrong.
 */
export async function whatIsWrong(
  shape: Shape,
  place: WorkPlace,
  outcomes: readonly Outcomes[],
  whole: Left,
): Promise<readonly string[]> {
  const left = await whatIsLeft(place);
  return [
    ...(await wrongJobs(shape, place)),
    ...(place.asked === undefined ? [] : wrongAsked(shape, place.asked)),
    ...outcomes.flatMap((of, index) => wrongOutcomes(shape, of, index, place.answerTo)),
    ...wrongLeft(left, whole),
  ];
}

async function wrongJobs({ jobs }: Shape, place: WorkPlace): Promise<readonly string[]> {
  const listed = await jobsOf(place);
  const names = new Set(listed.map(({ jobName }) => jobName));
  const open = listed.filter(({ status }) => status !== 'Completed');
  return [
    ...(listed.length === jobs ? [] : [`${listed.length} jobs were made in place of ${jobs}`]),
    ...(names.size === listed.length ? [] : ['two jobs have the same name']),
    ...open.map(({ jobName, status }) => `the job ${jobName} is ${status}`),
  ];
}

function wrongAsked(shape: Shape, asked: ReadonlyMap<string, number>): readonly string[] {
  const rows = Array.from({ length: shape.rows }, (_, at) => at + 1);
  const wrong = rows.filter((row) => asked.get(idOf(row)) !== (shape.failsFirst(row) ? 2 : 1));
  const strangers = asked.size - rows.filter((row) => asked.has(idOf(row))).length;
  return [
    ...wrong.map((row) => `the record of row ${row} was asked ${asked.get(idOf(row)) ?? 0} times`),
    ...(strangers === 0 ? [] : [`${strangers} records were asked that no row has`]),
  ];
}

/** The first dataset has all rows, a second one those that failed. */
function wrongOutcomes(
  shape: Shape,
  outcomes: Outcomes,
  index: number,
  answerTo: WorkPlace['answerTo'],
): readonly string[] {
  const rows = Array.from({ length: shape.rows }, (_, at) => at + 1);
  const expected = rows.filter((row) => index === 0 || shape.failsFirst(row));
  const byId = new Map(outcomes.map((outcome) => [outcome['recordId'], outcome]));
  const wrong = expected.flatMap((row) => {
    const { status, text } = byId.get(idOf(row)) ?? {};
    const fails = index === 0 && shape.failsFirst(row);
    const isRight = fails
      ? status === 'failed'
      : status === 'succeeded' && text === answerTo(promptOf(row, shape));
    return isRight ? [] : [`the outcome of row ${row} is ${status}: ${JSON.stringify(text)}`];
  });
  const isCount = outcomes.length === expected.length;
  return isCount ? wrong : [...wrong, `${outcomes.length} outcomes in place of ${expected.length}`];
}

function wrongLeft(left: Left, whole: Left): readonly string[] {
  const changed = [...left.files].filter(([name, text]) => whole.files.get(name) !== text);
  return [
    ...changed.map(([name]) => `${name} is not what it is without a kill`),
    ...missing([...whole.files.keys()], [...left.files.keys()]).map((name) => `${name} is missing`),
    ...left.temporary.map((name) => `${name} is left in the temporary folder`),
    ...left.unfinished.map((key) => `an upload to ${key} was neither ended nor dropped`),
    ...missing(left.keys, whole.keys).map((key) => `the object ${key} should not be there`),
    ...missing(whole.keys, left.keys).map((key) => `the object ${key} is missing`),
  ];
}

const missing = (wanted: readonly string[], there: readonly string[]) =>
  wanted.filter((name) => !there.includes(name));

/** Reads the outcomes that a run keeps in a folder; none where it did not get there. */
export async function savedOutcomes(folder: string): Promise<Outcomes> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap(parseLines);
}

/** Reads outcomes, one a line. */
export function parseLines(text: string): Outcomes {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
