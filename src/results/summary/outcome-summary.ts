import { shorten } from '../../core/index.ts';
import { isAnswerFault } from '../answers/answer-fault.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/** One outcome of a group, to look at. */
export interface OutcomeExample {
  readonly recordId: string;
  /** Beginning of the answer, or of what the error says: at most 80 characters, white space made one space; whatever else is in it, so quote it before it is shown. */
  readonly excerpt: string;
}

/** Outcomes that are alike in something. */
export interface OutcomeGroup {
  /** What they share, such as `succeeded`, `length` or `ThrottlingException`. */
  readonly value: string;
  readonly count: number;
  /** The first three. */
  readonly examples: readonly OutcomeExample[];
}

/** What outcomes come to, with examples. */
export interface OutcomeSummary {
  readonly outcomes: number;
  /** By status, the most frequent first, as all groups. */
  readonly statuses: readonly OutcomeGroup[];
  /** Answers by how they ended, also those that are not what was asked for; `unknown` where nobody could tell. */
  readonly finishReasons: readonly OutcomeGroup[];
  /** All others by code of the error, or the reason for which they were not processed. */
  readonly errors: readonly OutcomeGroup[];
  /** The first outcomes, as many as were asked for. */
  readonly first: readonly Outcome[];
}

const EXAMPLES = 3;
const EXCERPT_UNITS = 80;
/** Codes come from outputs, and there may be any number of them: the others are counted together. */
const MOST_GROUPS = 100;
const OTHERS = 'other codes';

/** Adds outcomes up by what they came to. Memory: three examples for each of at most 101 codes, and the first outcomes. */
export class OutcomeSummarizer {
  readonly #most: number;
  readonly #statuses = new Groups();
  readonly #finishReasons = new Groups();
  readonly #errors = new Groups();
  readonly #first: Outcome[] = [];
  #outcomes = 0;

  /** @param most How many of the first outcomes are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  add(outcome: Outcome): void {
    const { status, finishReason, error, reason } = outcome;
    this.#outcomes += 1;
    if (this.#first.length < this.#most) this.#first.push(outcome);
    this.#statuses.add(status, outcome);
    const isSuccess = status === 'succeeded';
    if (isSuccess || isAnswerFault(outcome))
      this.#finishReasons.add(finishReason ?? 'unknown', outcome);
    if (!isSuccess) this.#errors.add(error?.code ?? reason ?? status, outcome);
  }

  get summary(): OutcomeSummary {
    return Object.freeze({
      outcomes: this.#outcomes,
      statuses: this.#statuses.all,
      finishReasons: this.#finishReasons.all,
      errors: this.#errors.all,
      first: this.#first,
    });
  }
}

/** Outcomes by what they share. */
class Groups {
  readonly #groups = new Map<string, { count: number; examples: OutcomeExample[] }>();

  add(value: string, outcome: Outcome): void {
    const group = this.#groupOf(value);
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push(exampleOf(outcome));
  }

  get all(): readonly OutcomeGroup[] {
    const groups = [...this.#groups].map(([value, group]) => ({ value, ...group }));
    return groups.sort((a, b) => b.count - a.count);
  }

  #groupOf(value: string) {
    const name = this.#groups.size < MOST_GROUPS || this.#groups.has(value) ? value : OTHERS;
    const group = this.#groups.get(name) ?? { count: 0, examples: [] };
    this.#groups.set(name, group);
    return group;
  }
}

function exampleOf({ recordId, error, text, status }: Outcome): OutcomeExample {
  const said = error?.message ?? (status === 'succeeded' ? text : undefined) ?? '';
  // what is behind is never shown, and may be megabytes
  const beginning = said
    .slice(0, 4 * EXCERPT_UNITS)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { recordId, excerpt: shorten(beginning, EXCERPT_UNITS).toWellFormed() };
}
