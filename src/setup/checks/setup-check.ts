import { type CallFault, callFault } from '../calls/call-fault.ts';

/** What is looked at. */
export type CheckName =
  | 'credentials'
  | 'model'
  | 'input-bucket'
  | 'output-bucket'
  | 'role'
  | 'role-permissions'
  | 'pass-role'
  | 'caller-permissions'
  | 'quotas'
  | 'jobs'
  | 'untried';

/** What one look found. */
export interface SetupCheck {
  readonly name: CheckName;
  /** `unknown` is neither: it could not be asked, or only trying tells. */
  readonly status: 'ok' | 'wrong' | 'unknown';
  /** A sentence without a period. */
  readonly says: string;
  /** What to do; absent where nothing is to be done. */
  readonly hint?: string | undefined;
  /** Whether the same look may tell more later: the network failed, or AWS was busy. */
  readonly isRetryable: boolean;
}

/** What a look gives, without its name. */
export type Finding = Pick<SetupCheck, 'status' | 'says' | 'hint'> & {
  readonly isRetryable?: boolean | undefined;
};

/**
 * Looks, and says why it could not where a call gave no answer: one denied call ends no other look.
 *
 * @param needs Permission that the calls of the look take.
 * @throws The reason of the signal, when it aborts.
 */
export async function lookAt(
  name: CheckName,
  look: () => Promise<Finding>,
  { needs, signal }: { readonly needs: string; readonly signal: AbortSignal | undefined },
): Promise<SetupCheck> {
  try {
    return named(name, await look());
  } catch (error) {
    signal?.throwIfAborted();
    return named(name, unanswered(callFault(error), needs));
  }
}

function named(name: CheckName, { status, says, hint, isRetryable = false }: Finding): SetupCheck {
  return { name, status, says, hint, isRetryable };
}

/** Says of a call without an answer what it would take. */
export function unanswered({ kind, says, hint }: CallFault, needs: string): Finding {
  switch (kind) {
    case 'denied':
      return unknown(
        `Not known, for it takes ${needs}: ${says}`,
        `Allow ${needs}, or look by hand`,
      );
    case 'credentials':
      return unknown(`Not looked at, for the credentials are not accepted: ${says}`, hint);
    case 'passing':
      return { ...unknown(`Not known, for the call failed: ${says}`, hint), isRetryable: true };
    default:
      return unknown(`Not known: ${says}`, hint);
  }
}

export function ok(says: string): Finding {
  return { status: 'ok', says };
}

export function wrong(says: string, hint: string): Finding {
  return { status: 'wrong', says, hint };
}

export function unknown(says: string, hint?: string): Finding {
  return { status: 'unknown', says, hint };
}

/** Says of a look that it has nothing to look at. */
export function notNamed(what: string, flag: string): Finding {
  return unknown(`Not looked at: no ${what} is named`, `Name it with ${flag}`);
}
