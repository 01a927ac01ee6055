import { InvalidArgumentError, Option } from 'commander';
import { nearestName } from '../../core/index.ts';
import { type RetryReason, retryReasons } from '../../results/lean.ts';

/** The flag that says what records are tried again for besides what is worth it anyway. */
export function retryOnOption(): Option {
  return new Option(
    '--retry-on <reasons>',
    `try these again too, with commas between them: ${retryReasons.join(', ')}`,
  ).argParser(parseReasons);
}

function parseReasons(text: string, before: readonly RetryReason[] = []): readonly RetryReason[] {
  return [...new Set([...before, ...text.split(',').map(parseReason)])];
}

function parseReason(text: string): RetryReason {
  const name = text.trim();
  const reason = retryReasons.find((known) => known === name);
  if (reason !== undefined) return reason;
  const nearest = nearestName(name, retryReasons);
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new InvalidArgumentError(`Write any of ${retryReasons.join(', ')}${meant}`);
}
