import { formatBytes, type PathStep } from '../../core/index.ts';
import { doubtful } from '../rules/doubtful.ts';
import type { RuleFinding } from '../rules/rule.ts';

/** The most that one image or document may hold. */
export interface MediaLimit {
  readonly noun: 'an image' | 'a document';
  readonly megabytes: number;
}

/** Of an image, decoded. */
export const IMAGE_MEGABYTES = 3.75;

/** Of a document, decoded. */
export const DOCUMENT_MEGABYTES = 4.5;

export const IMAGE_LIMIT: MediaLimit = { noun: 'an image', megabytes: IMAGE_MEGABYTES };

export const DOCUMENT_LIMIT: MediaLimit = {
  noun: 'a document',
  megabytes: DOCUMENT_MEGABYTES,
};

const MB = 10 ** 6;
const MIB = 2 ** 20;

/**
 * Says whether base64 text holds more than a limit; nothing is decoded.
 *
 * AWS does not say whether its MB is 10^6 or 2^20 bytes: what lies between is in doubt.
 */
export function* oversized(
  path: readonly PathStep[],
  base64: unknown,
  { noun, megabytes }: MediaLimit,
): Generator<RuleFinding> {
  if (typeof base64 !== 'string') return;
  const bytes = decodedLength(base64);
  if (bytes <= megabytes * MB) return;
  const texts = {
    expected: `${noun} of at most ${megabytes} MB`,
    received: `${noun} of ${formatBytes(bytes)}`,
  };
  if (bytes > megabytes * MIB) yield { code: 'MODEL_INPUT_VALUE', path, ...texts };
  else {
    const doubt = 'AWS does not say whether its MB is 10^6 or 2^20 bytes';
    yield doubtful(path, { ...texts, doubt });
  }
}

/** Bytes that base64 text decodes to. */
function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='));
  return Math.floor(base64.length / 4) * 3 - padding;
}
