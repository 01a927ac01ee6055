import { type Pace, type TimeLeft, timeLeft } from '../../core/index.ts';
import type { JobMeter } from './job-meter.ts';

/** A job that runs, with its pace or that of the others. */
interface Running {
  readonly rest: number;
  readonly pace: Pace;
}

/**
 * Says how long jobs take until they have processed their records.
 *
 * Two things bound it. At best what a job has that ends early helps the others: all records at the pace of all. At worst each goes on alone: the job that
 * takes longest. While jobs wait that have not begun, nobody knows how long they wait, so that there is no most; at best all of them begin now.
 *
 * @param areAllSubmitted Whether jobs that are not submitted will not be.
 */
export function jobsLeft(
  jobs: readonly JobMeter[],
  areAllSubmitted: boolean,
): TimeLeft | undefined {
  const open = jobs.filter(
    (job) => job.isOpen && job.rest !== 0 && (job.reading.attempt > 0 || !areAllSubmitted),
  );
  const isCounted = open.every(({ rest }) => rest !== undefined);
  const going = open.filter((job) => job.isRunning);
  const running = runningOf(going, jobs);
  if (!isCounted || running.length === 0) return undefined;
  const rest = open.reduce((sum, job) => sum + (job.rest ?? 0), 0);
  const together = togetherOf(running);
  const waiting = open.length - running.length;
  const alone = running.map((job) => timeLeft(job.rest, job.pace));
  const best = timeLeft(rest, together);
  if (best === undefined) return undefined;
  const low = best.low * (running.length / open.length);
  if (waiting > 0) return { low, likely: Math.max(low, best.likely), high: undefined };
  const likely = Math.max(best.low, ...alone.map((left) => left?.likely ?? 0));
  const highs = alone.map((left) => left?.high);
  const isBounded = highs.every((high) => high !== undefined);
  return { low, likely, high: isBounded ? Math.max(likely, ...highs) : undefined };
}

/**
 * Jobs that run; none where too little was seen of each. One whose pace is not known yet is taken for as fast as the others, or as those before it; one that stands
 * still is known.
 */
function runningOf(going: readonly JobMeter[], all: readonly JobMeter[]): readonly Running[] {
  const usual = usualOf(going) ?? usualOf(all);
  if (usual === undefined) return [];
  return going.map(({ rest = 0, pace }) => ({ rest, pace: isTold(pace) ? pace : usual }));
}

function usualOf(jobs: readonly JobMeter[]): Pace | undefined {
  return meanOf(jobs.flatMap(({ pace }) => (isTold(pace) && pace.likely > 0 ? [pace] : [])));
}

function isTold(pace: Pace | undefined): pace is Pace {
  return pace?.range !== undefined;
}

function meanOf(paces: readonly Pace[]): Pace | undefined {
  const count = paces.length;
  if (count === 0) return undefined;
  const { likely, range } = togetherOf(paces.map((pace) => ({ pace })));
  const { low, high } = range ?? { low: 0, high: 0 };
  return { likely: likely / count, range: { low: low / count, high: high / count } };
}

/** The pace of several together, as if all were off to the same side. */
function togetherOf(jobs: readonly Pick<Running, 'pace'>[]): Pace {
  const sum = { likely: 0, low: 0, high: 0 };
  for (const { pace } of jobs) {
    sum.likely += pace.likely;
    sum.low += pace.range?.low ?? 0;
    sum.high += pace.range?.high ?? 0;
  }
  return { likely: sum.likely, range: { low: sum.low, high: sum.high } };
}
