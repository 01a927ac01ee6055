import { atWork, leased, lostLease, perhapsAtWork, unclearOwner } from '../owner/busy.ts';
import {
  formatOwner,
  MOST_OWNER_BYTES,
  newToken,
  type OwnerFile,
  type OwnerRecord,
  type OwnerWork,
  parseOwner,
} from '../owner/owner-file.ts';
import { livenessOf, thisProcess } from '../owner/process-identity.ts';
import type { HomeOwner } from './home.ts';
import type { VersionRow } from './version-row.ts';

/**
 * A lease counts for so long after its last sign of life. Both times are of the clock of S3, so that no other clock matters, and five minutes are far above
 * what two of its machines differ by.
 */
const LEASE_SECONDS = 300;
/** How often its holder gives one. */
const RENEWAL_SECONDS = 60;
/** By its own clock a holder stops to rely on it so long before it ends. */
const MARGIN_SECONDS = 60;
/** Each round is one more process that was faster. */
const MOST_ROUNDS = 100;

const RELEASED = '{"version":1,"released":true}\n';

/** What is leased: a row of objects, and what messages call the place. */
export interface Leasable {
  readonly row: VersionRow;
  readonly address: string;
}

/**
 * Makes this process the only one that works in a place in S3, until it lets go of it, or gives no sign of life for five minutes.
 *
 * Each sign of life is the next object of the row, so of all that take a lease which ended one gets it. A process of this machine that has ended is followed
 * at once. Who lost its lease finds another holder's sign in the place of its next one; what it may still save is refused by whatever it saves to.
 *
 * @throws {DatasetError} `DATASET_BUSY` where another process holds it.
 */
export async function lease(what: Leasable, work: OwnerWork): Promise<HomeOwner> {
  const since = new Date().toISOString();
  const owner: OwnerRecord = { token: newToken(), work, since, process: thisProcess() };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const number = await requireFree(what);
    if (await what.row.add(number + 1, formatOwner(owner)))
      return new HeldLease(what, owner, number + 1);
  }
  throw unclearOwner(what.address, 'it changes all the time', what.row.uriOf(0));
}

/**
 * Makes sure that nobody else works in a place.
 *
 * @returns The number of the last sign of life; 0 where there never was one.
 * @throws {DatasetError} `DATASET_BUSY`.
 */
export async function requireFree(what: Leasable): Promise<number> {
  const { number, owner, seconds } = await lastSign(what);
  if (owner === undefined) return number;
  if ('fault' in owner) throw unclearOwner(what.address, owner.fault, what.row.uriOf(number));
  throw leased(what.address, owner, { since: seconds, ends: LEASE_SECONDS });
}

/** Says who works in a place, or may do so, in a sentence without its period; undefined where nobody does. */
export async function whoLeases(what: Leasable): Promise<string | undefined> {
  const { number, owner } = await lastSign(what);
  if (owner === undefined) return undefined;
  if ('fault' in owner)
    return `A process may be working in ${what.address}: ${what.row.uriOf(number)} cannot be used, for ${owner.fault}`;
  const isHere = livenessOf(owner.process) === 'running';
  return isHere ? atWork(what.address, owner) : perhapsAtWork(what.address, owner);
}

interface Sign {
  readonly number: number;
  /** Undefined where nobody holds the lease any more. */
  readonly owner: OwnerFile;
  /** Since it was given. */
  readonly seconds: number;
}

async function lastSign({ row }: Leasable): Promise<Sign> {
  const number = await row.newest();
  const found = number === 0 ? undefined : await row.readAged(number, MOST_OWNER_BYTES);
  // what was removed meanwhile was so for newer ones, which whoever adds the next one meets
  if (found === undefined || found.text === RELEASED)
    return { number, owner: undefined, seconds: 0 };
  const owner = parseOwner(found.text);
  const seconds = found.seconds ?? 0;
  const isOver =
    seconds >= LEASE_SECONDS || ('process' in owner && livenessOf(owner.process) === 'ended');
  return { number, owner: isOver ? undefined : owner, seconds };
}

class HeldLease implements HomeOwner {
  readonly #row: VersionRow;
  readonly #address: string;
  readonly #text: string;
  readonly #timer: ReturnType<typeof setInterval>;
  #number: number;
  #renewedAt = now();
  #isLost = false;
  #isReleased = false;
  #renewing: Promise<void> = Promise.resolve();

  constructor({ row, address }: Leasable, owner: OwnerRecord, number: number) {
    this.#row = row;
    this.#address = address;
    this.#text = formatOwner(owner);
    this.#number = number;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renewing.then(() => this.#renew());
    }, RENEWAL_SECONDS * 1000);
    this.#timer.unref();
  }

  get isHeld(): boolean {
    const seconds = secondsSince(this.#renewedAt);
    return !this.#isReleased && !this.#isLost && seconds < LEASE_SECONDS - MARGIN_SECONDS;
  }

  async requireHeld(): Promise<void> {
    if (!this.isHeld) throw lostLease(this.#address);
  }

  /** Nothing that is half done can be seen in S3. */
  async sweep(): Promise<void> {}

  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    clearInterval(this.#timer);
    await this.#renewing;
    if (this.#isLost) return;
    // what cannot be written ends by itself
    await this.#row.add(this.#number + 1, RELEASED).catch(() => undefined);
  }

  /** What fails is tried again at the next turn, as long as there is time. */
  async #renew(): Promise<void> {
    if (this.#isReleased || this.#isLost) return;
    const at = now();
    try {
      this.#isLost = !(await this.#row.add(this.#number + 1, this.#text));
    } catch {
      return;
    }
    this.#number += 1;
    this.#renewedAt = at;
  }
}

interface Instant {
  readonly wall: number;
  readonly running: number;
}

/** The one clock stands still while the machine sleeps, the other one may be set back. */
function now(): Instant {
  return { wall: Date.now(), running: performance.now() };
}

function secondsSince(before: Instant): number {
  const { wall, running } = now();
  return Math.max(wall - before.wall, running - before.running) / 1000;
}
