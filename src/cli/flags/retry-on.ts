import { InvalidArgumentError, Option } from 'commander';
import { nearestName } from '../../core/index.ts';
import type { RetryReason } from '../../results/index.ts';

/** The reasons; they stand here too, because the help loads no stage. */
export const RETRY_REASONS: readonly RetryReason[] = [
  'length',
  'content-filter',
  'refusal',
  'other',
  'no-answer',
];

/** The flag that says what records are tried again for besides what is worth it anyway. */
export function retryOnOption(): Option {
  return new Option(
    '--retry-on <reasons>',
    `try these again too, with commas between them: ${RETRY_REASONS.join(', ')}`,
  ).argParser(parseReasons);
}

function parseReasons(text: string, before: readonly RetryReason[] = []): readonly RetryReason[] {
  return [...new Set([...before, ...text.split(',').map(parseReason)])];
}

function parseReason(text: string): RetryReason {
  const name = text.trim();
  const reason = RETRY_REASONS.find((known) => known === name);
  if (reason !== undefined) return reason;
  const nearest = nearestName(name, RETRY_REASONS);
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new InvalidArgumentError(`Write any of ${RETRY_REASONS.join(', ')}${meant}`);
}
