import { formatBytes, formatCount } from '../../core/index.ts';
import { CLAUDE_IMAGES } from '../facts/image-limits.ts';
import { doubtful } from '../rules/doubtful.ts';
import type { RuleFinding } from '../rules/rule.ts';
import type { Bytes } from './media-blocks.ts';

/** The most that one image or document may hold. */
interface MediaLimit {
  readonly noun: 'an image' | 'a document';
  readonly megabytes: number;
  /** Why the limit itself is not sure; a clause. */
  readonly doubt?: string | undefined;
}

/** Of an image, decoded. */
export const IMAGE_MEGABYTES = 3.75;

/** Of a document, decoded. */
export const DOCUMENT_MEGABYTES = 4.5;

/** Why limits of images are in doubt where nothing else is known of the model; a clause. */
export const PAGES_CONTRADICT: string =
  'two pages of AWS contradict each other: "Message" of the API reference has that limit, and "API restrictions" of the user guide ' +
  'says that Bedrock has none';

const SIDE = formatCount(CLAUDE_IMAGES.sidePixels);

/** Why more images for Claude may be taken, or not; a clause. */
export const MORE_IMAGES_OF_CLAUDE: string = `Claude is reported to take more where no side of an image has more than ${SIDE} pixels, which are not looked at`;

const MB = 10 ** 6;
const MIB = 2 ** 20;

/**
 * Says whether base64 text holds more than a limit; nothing is decoded.
 *
 * AWS does not say whether its MB is 10^6 or 2^20 bytes: what lies between is in doubt.
 */
export function* oversized(
  { path, base64 }: Bytes,
  { noun, megabytes, doubt }: MediaLimit,
): Generator<RuleFinding> {
  const bytes = decodedLength(base64);
  if (bytes <= megabytes * MB) return;
  const texts = {
    expected: `${noun} of at most ${megabytes} MB`,
    received: `${noun} of ${formatBytes(bytes)}`,
  };
  if (doubt !== undefined) yield doubtful(path, { ...texts, doubt });
  else if (bytes > megabytes * MIB) yield { code: 'MODEL_INPUT_VALUE', path, ...texts };
  else {
    const unclear = 'AWS does not say whether its MB is 10^6 or 2^20 bytes';
    yield doubtful(path, { ...texts, doubt: unclear });
  }
}

/** Says whether an image is larger than Claude takes, which counts base64 and not what it decodes to. */
export function* oversizedForClaude({ path, base64 }: Bytes): Generator<RuleFinding> {
  const { base64Characters } = CLAUDE_IMAGES;
  if (base64.length <= base64Characters) return;
  const size = (length: number): string => `${formatBytes(length)} of base64`;
  const expected = `an image of at most ${size(base64Characters)}`;
  const received = `an image of ${size(base64.length)}`;
  yield { code: 'MODEL_INPUT_VALUE', path, expected, received };
}

/** Says whether an image is larger than one page of AWS has it and another has not. */
export function oversizedByOnePage(bytes: Bytes): Iterable<RuleFinding> {
  const limit = { noun: 'an image', megabytes: IMAGE_MEGABYTES, doubt: PAGES_CONTRADICT } as const;
  return oversized(bytes, limit);
}

/** Bytes that base64 text decodes to. */
function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='));
  return Math.floor(base64.length / 4) * 3 - padding;
}
