import { countOf, DatasetError, quote } from '../../core/index.ts';
import type { OwnerRecord, OwnerWork } from './owner-file.ts';
import { type ProcessIdentity, thisProcess } from './process-identity.ts';

const LONGEST_PATH = 200;

const DOING: Readonly<Record<OwnerWork, string>> = {
  build: 'building in',
  run: 'working on the run in',
  ask: 'asking on demand and keeping the answers in',
  save: 'saving in',
};

const WAIT: Readonly<Record<OwnerWork, string>> = {
  build: 'Wait until it has ended, or choose another --out',
  run: 'Watch its jobs with bedrock-batch jobs wait, or repeat the command once it has ended',
  ask: 'Repeat the command once it has ended',
  save: 'Repeat the command',
};

/** The error for a folder that another process works in, which runs. */
export function busy(folder: string, owner: OwnerRecord): DatasetError {
  return new DatasetError('DATASET_BUSY', `${atWork(folder, owner)}; nothing was changed`, {
    path: folder,
    isRetryable: true,
    hint: WAIT[owner.work],
  });
}

/** The error for a folder that a process works in, or did, of which nothing can be known from here. */
export function perhapsBusy(folder: string, owner: OwnerRecord, path: string): DatasetError {
  return new DatasetError('DATASET_BUSY', `${perhapsAtWork(folder, owner)}; nothing was changed`, {
    path: folder,
    hint: removal('it has ended', path),
  });
}

/**
 * The error for a place in S3 that another process holds.
 *
 * @param seconds Since its last sign of life, and after how many it is followed without another one.
 */
export function leased(
  address: string,
  owner: OwnerRecord,
  seconds: { readonly since: number; readonly ends: number },
): DatasetError {
  const left = Math.max(1, Math.ceil(seconds.ends - seconds.since));
  const hint = `${WAIT[owner.work]}; where it was killed, it is followed in ${countOf(left, 'second')} at most`;
  const message = `${atWork(address, owner)}; nothing was changed`;
  return new DatasetError('DATASET_BUSY', message, { path: address, isRetryable: true, hint });
}

/** The error for a place in S3 whose lease this process had, and could not renew. */
export function lostLease(address: string): DatasetError {
  const where = quote(address, LONGEST_PATH);
  const message = `This process gave no sign of life at ${where} for minutes, so another one may work there by now; nothing was written`;
  return new DatasetError('DATASET_WRITE', message, {
    path: address,
    hint: 'Repeat the command where neither the machine nor its network sleeps meanwhile',
  });
}

/** Says that a process works in a folder, which runs. */
export function atWork(folder: string, { process, work, since }: OwnerRecord): string {
  return `${named(process)} has been ${DOING[work]} ${quote(folder, LONGEST_PATH)} since ${since}`;
}

/** Says that a process works in a folder, or did. */
export function perhapsAtWork(folder: string, { process, work, since }: OwnerRecord): string {
  const isHere = process.host === thisProcess().host;
  const where = isHere ? ', in another container or before a restart' : '';
  const who = `A process (pid ${process.pid} on ${quote(process.host)}${where})`;
  return `${who} began ${DOING[work]} ${quote(folder, LONGEST_PATH)} at ${since}, and from here nobody can tell whether it still runs`;
}

/** The error for a folder whose owner file says nothing. */
export function unclearOwner(folder: string, fault: string, path: string): DatasetError {
  return new DatasetError(
    'DATASET_BUSY',
    `A process may be working in ${quote(folder, LONGEST_PATH)}: ${quote(path, LONGEST_PATH)} should name it, but ${fault}; nothing was changed`,
    { path: folder, hint: removal('no process works in the folder', path) },
  );
}

function named(process: ProcessIdentity): string {
  const here = thisProcess();
  const isThis = process.pid === here.pid && process.start === here.start;
  if (isThis && process.host === here.host) return `This process (pid ${process.pid})`;
  return `Another process (pid ${process.pid} on ${quote(process.host)})`;
}

function removal(condition: string, path: string): string {
  return `Make sure that ${condition}, then delete ${quote(path, LONGEST_PATH)} and repeat the command`;
}
