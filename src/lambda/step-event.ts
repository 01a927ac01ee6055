import { InvalidOptionError, nearestName, quote } from '../core/index.ts';
import { isS3Address, requireS3Folder } from '../io/index.ts';

/** What every event has. */
export interface StepEvent {
  /** S3 URI of the prefix where the plan is, and then the dataset. */
  readonly out: string;
}

/** The members that an event may have. */
export type Members<Event> = Readonly<Record<keyof Event, true>>;

/**
 * Checks the event of a step as far as the step itself does not: that it is an object, has no other members than it may have, and says where.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function requireEvent<Event extends StepEvent>(
  event: Event,
  members: Members<Event>,
): Event {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) throw noEvent(event);
  for (const name of Object.keys(event))
    if (!Object.hasOwn(members, name)) throw unknownMember(name, Object.keys(members));
  const { out } = event;
  if (typeof out !== 'string' || !isS3Address(out)) throw notInS3(out);
  requireS3Folder(out, 'out');
  return event;
}

/**
 * Checks which one of several an event asks for.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is no whole number from 0.
 */
export function requireIndex(index: number): number {
  if (Number.isSafeInteger(index) && index >= 0) return index;
  throw new InvalidOptionError(`index is ${received(index)}, and says which one, counted from 0`, {
    option: 'index',
    expected: 'a whole number from 0',
    received: received(index),
  });
}

function noEvent(event: unknown): InvalidOptionError {
  return new InvalidOptionError('The event of a step is an object', {
    option: 'event',
    expected: 'an object such as {"out": "s3://my-bucket/batch/films"}',
    received: received(event),
  });
}

function unknownMember(name: string, known: readonly string[]): InvalidOptionError {
  const near = nearestName(name, known);
  return new InvalidOptionError(
    `The event has the member ${quote(name)}, which the step does not know`,
    {
      option: name,
      expected: known.join(', '),
      received: quote(name),
      hint: near === undefined ? `It may have ${known.join(', ')}` : `Did you mean ${near}?`,
    },
  );
}

function notInS3(out: unknown): InvalidOptionError {
  return new InvalidOptionError(
    `out is ${received(out)}, and each step finds its work below an S3 URI`,
    {
      option: 'out',
      expected: 'an S3 URI such as s3://my-bucket/batch/films',
      received: received(out),
    },
  );
}

function received(value: unknown): string {
  return quote(JSON.stringify(value) ?? String(value), 100);
}
