import { type Diagnostic, diagnose, type Location } from '../../core/index.ts';
import type { ModelInputFinding } from '../../models/index.ts';
import { type CheckedRecord, locationOf, placeText } from '../record/checked-record.ts';

/** The first record that was made for the other invocation type. */
interface OtherType {
  readonly place: Location;
  /** What it was made for, such as `Converse`. */
  readonly received: string;
  readonly expected: string;
}

/**
 * Notices where one job has records of both invocation types.
 *
 * Memory: one place.
 */
export class InvocationTypes {
  #first: OtherType | undefined;
  #others = 0;
  #owns = 0;

  startJob(): void {
    this.#first = undefined;
    this.#others = 0;
    this.#owns = 0;
  }

  add(record: CheckedRecord): void {
    const other = record.findings.find(({ code }) => code === 'MODEL_INPUT_INVOCATION_TYPE');
    if (other?.code === 'MODEL_INPUT_INVOCATION_TYPE') {
      const { expected, received } = other.args;
      this.#first ??= { place: locationOf(record), expected, received };
      this.#others += 1;
    } else if (record.findings.length === 0) {
      this.#owns += 1;
    }
  }

  /** Adds so many records in which the same was found as in one before. */
  addAlike(findings: readonly ModelInputFinding[], records: number): void {
    if (findings.some(({ code }) => code === 'MODEL_INPUT_INVOCATION_TYPE'))
      this.#others += records;
    else if (findings.length === 0) this.#owns += records;
  }

  /** @param accepted Records of the job that were accepted and so never added: all are of the job's own type. */
  finishJob(source: string, accepted: number): Diagnostic | undefined {
    const first = this.#first;
    const owns = this.#owns + accepted;
    if (first === undefined || owns === 0) return undefined;
    const args = {
      expected: first.expected,
      own: owns,
      received: first.received,
      other: this.#others,
      first: placeText(first.place),
    };
    // a record of the own type has no place here: where it is accepted, nobody knows where it stands
    const related = [first.place];
    return diagnose('MODEL_INVOCATION_TYPES_MIXED', { location: { source }, args, related });
  }
}
