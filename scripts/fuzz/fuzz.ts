import { drawFrom, pick } from './draw.ts';
import { drawInput, type FuzzInput } from './draw-input.ts';
import { minimise } from './minimise.ts';
import { judge, type Verdict } from './oracles.ts';
import type { Reproduction } from './reproduction.ts';
import { type SubjectName, subjectNames, subjectOf } from './subjects.ts';
import { watchdog } from './watchdog.ts';

/** How long to look, and where to begin. */
export interface FuzzOptions {
  /** The first input's; each has the next one. */
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
}

/** What a search came to. */
export interface Fuzzed {
  readonly inputs: number;
  readonly lines: number;
  readonly accepted: number;
  readonly found: Reproduction | undefined;
}

/** One input in so many is large: it takes as long as a hundred others. */
const ONE_LARGE_IN = 500;
/** Spreads seeds that stand beside each other: the generator's first numbers are alike for them. */
const SPREAD = 0x9e37_79b1;

const small = subjectNames('small');
const large = subjectNames('large');

/** Draws inputs and judges them until something is wrong, or until the number or the time is used up, whichever comes first. */
export async function fuzz({ seed: first, inputs, seconds }: FuzzOptions): Promise<Fuzzed> {
  const end = performance.now() + seconds * 1000;
  const watching = watchdog();
  const sums = { inputs: 0, lines: 0, accepted: 0 };
  try {
    for (; sums.inputs < inputs && performance.now() < end; sums.inputs += 1) {
      const seed = (first + sums.inputs) >>> 0;
      watching.begin(seed);
      const { lines, accepted, found } = trySeed(seed);
      sums.lines += lines;
      sums.accepted += accepted;
      if (found !== undefined) return { ...sums, found };
    }
    return { ...sums, found: undefined };
  } finally {
    await watching.stop();
  }
}

/** Draws and judges the input of a seed: the same each time. */
function trySeed(seed: number): Omit<Verdict, 'wrong'> & { found: Reproduction | undefined } {
  const draw = drawFrom(Math.imul(seed, SPREAD));
  const subject = pick(draw(ONE_LARGE_IN) === 0 ? large : small, draw);
  const input = drawInput(subjectOf(subject), draw);
  const { wrong, ...counts } = judge(subjectOf(subject), input);
  if (wrong === undefined) return { ...counts, found: undefined };
  return { ...counts, found: smallest({ wrong, seed, subject, input }) };
}

/** Looks for a smaller input that shows the same. */
function smallest(found: Reproduction): Reproduction {
  const subject = subjectOf(found.subject);
  const input = minimise(found.input, (candidate) =>
    isSame(judge(subject, candidate).wrong, found),
  );
  return { ...found, input, wrong: judge(subject, input).wrong ?? found.wrong };
}

/** Whether it is the same thing that is wrong: places in the words may differ. */
function isSame(wrong: string | undefined, found: { readonly wrong: string }): boolean {
  return wrong !== undefined && kindOf(wrong) === kindOf(found.wrong);
}

function kindOf(wrong: string): string {
  return wrong.replaceAll(/\d+/g, '#').slice(0, 40);
}

/** Judges a reproduction again. */
export function judgeAgain(subject: SubjectName, input: FuzzInput): string | undefined {
  return judge(subjectOf(subject), input).wrong;
}
