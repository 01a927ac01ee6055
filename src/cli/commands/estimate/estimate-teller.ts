import type { Estimate } from '../../../pricing/index.ts';
import type { Session } from '../../session/session.ts';
import { estimateLine } from './estimate-line.ts';

/** Says what is estimated before anything is sent, and keeps it. */
export class EstimateTeller {
  readonly #session: Session;
  readonly #isLocal: boolean;
  /** Undefined where nothing was to be asked for. */
  last: Estimate | undefined;

  /** @param isLocal Whether nothing is paid. */
  constructor(session: Session, isLocal = false) {
    this.#session = session;
    this.#isLocal = isLocal;
  }

  readonly tell = (estimate: Estimate): void => {
    this.last = estimate;
    this.#session.say(estimateLine(estimate, this.#isLocal));
  };
}
