import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells a process from all others, also from a later one that gets its number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Digest of the machine's own id and its host name; absent where the machine has no id. */
  readonly machine?: string | undefined;
  /** The id of this start of the system, of Linux. */
  readonly boot?: string | undefined;
  /** The namespace that the pid counts in, of Linux: each container has its own. */
  readonly namespace?: string | undefined;
  /** When the process started, in clock ticks since the system did, of Linux. */
  readonly start?: string | undefined;
}

/** What is known of a process: `unknown` where it is none of this machine's, or of another container. */
export type Liveness = 'running' | 'ended' | 'unknown';

let own: ProcessIdentity | undefined;

/** Says who this process is. */
export function thisProcess(): ProcessIdentity {
  own ??= identityOf(ownPid());
  return own;
}

/**
 * Tells whether a process still runs. In doubt it does, or it is not known: a process that ended may be taken for one that runs,
 * never the other way round.
 *
 * A number that another process has got meanwhile is told apart by the time that process started, on Linux. Elsewhere it is not.
 */
export function livenessOf(process: ProcessIdentity): Liveness {
  const here = thisProcess();
  if (process.host !== here.host || process.machine !== here.machine) return 'unknown';
  // without an id of its own another machine of that name looks like this one, started again
  if (process.boot !== here.boot) return here.machine === undefined ? 'unknown' : 'ended';
  if (process.namespace !== here.namespace) return 'unknown';
  if (!isThere(process.pid)) return 'ended';
  const status = statusOf(process.pid);
  // of a process of another user nothing may be seen, but that it is there
  if (status === undefined) return 'running';
  return status.isOver || status.start !== process.start ? 'ended' : 'running';
}

function identityOf(pid: number): ProcessIdentity {
  const host = hostname();
  const id = textOf('/etc/machine-id');
  const machine = id === undefined ? undefined : digest(`bedrock-batch ${id} ${host}`);
  const boot = textOf('/proc/sys/kernel/random/boot_id');
  return { pid, host, machine, boot, namespace: namespace(), start: statusOf(pid)?.start };
}

/** The id of a machine is nobody else's business, so that it is not written down as it is. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function textOf(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'latin1').trim();
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

function namespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}

interface ProcessStatus {
  readonly start: string;
  /** Whether nothing is left of it but its entry, which its parent has not looked at. */
  readonly isOver: boolean;
}

/** Source: proc_pid_stat(5): the name of the program stands in parentheses and may hold any character; the 3rd field is the state, the 22nd the start. */
function statusOf(pid: number): ProcessStatus | undefined {
  const text = textOf(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = '', start] = [fields?.[0], fields?.[19]];
  return start === undefined ? undefined : { start, isOver: /^[ZXx]/.test(state) };
}

function ownPid(): number {
  // oxlint-disable-next-line no-restricted-globals -- who else would know
  return process.pid;
}

/** Signal 0 is never delivered. */
function isThere(pid: number): boolean {
  try {
    // oxlint-disable-next-line no-restricted-globals -- it is asked about, not ended
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
