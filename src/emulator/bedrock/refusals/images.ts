import type { Turn } from './asked.ts';
import type { Block } from './blocks.ts';
import { CLAUDE } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

/** How the formats that Claude takes begin, in hexadecimal digits. */
const BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^47494638(?:37|39)61/],
  ['image/webp', /^52494646.{8}57454250/],
];

/** As much base64 as the longest beginning needs. */
const LOOKED_AT = 24;

/** Characters of base64, not bytes of the image. */
const MOST_OF_IMAGE = 5_242_880;

/** What Claude refuses of images. */
export const imageRefusals: readonly Refusal[] = [
  {
    models: CLAUDE,
    textFor: ({ turns, form }) => {
      const large = imagesOf(turns).find(({ data = '' }) => data.length > MOST_OF_IMAGE);
      if (large === undefined) return undefined;
      const place = `${large.path}.image.source${form === 'Converse' ? '' : '.base64'}`;
      return `${place}: image exceeds 5 MB maximum: ${large.data?.length} bytes > ${MOST_OF_IMAGE} bytes`;
    },
    observed: true,
    byModel: true,
    source: 'aws-sdk-js-v3 #6785, claude-code #2146',
    seenOn: '2025-06-16',
  },
  {
    models: CLAUDE,
    textFor: ({ turns }) => {
      const wrong = imagesOf(turns).find(isMislabelled);
      if (wrong === undefined) return undefined;
      const { path, label, data = '' } = wrong;
      return `${path}.image.source.base64: The image was specified using the ${label} media type, but the image appears to be a ${typeOf(data)} image`;
    },
    observed: true,
    byModel: true,
    source: 'hermes-agent #55429, live',
    seenOn: '2026-09',
  },
  {
    models: CLAUDE,
    textFor: ({ turns }) =>
      imagesOf(turns).some(isNoImage) ? 'Could not process image' : undefined,
    observed: true,
    byModel: true,
    source: 'SciLink #382, boto3 #4415',
    seenOn: '2026-09',
  },
  {
    models: /^meta\.llama/,
    form: 'Converse',
    textFor: ({ turns }) =>
      imagesOf(turns).some((block) => isMislabelled(block) || isNoImage(block))
        ? 'an image is not of its format'
        : undefined,
    observed: false,
    byModel: true,
    source: 'SciLink #382, boto3 #4415',
    seenOn: '2026-09',
  },
];

/** In messages, and in results of tools there. */
function imagesOf(turns: readonly Turn[]): readonly Block[] {
  return turns
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => [block, ...(block.inner ?? [])])
    .filter(({ kind }) => kind === 'image');
}

function isMislabelled({ label, data }: Block): boolean {
  if (label === undefined || data === undefined) return false;
  const type = typeOf(data);
  return type !== undefined && type !== label;
}

/** Bytes of another kind, base64 that was encoded once more, or none. */
function isNoImage({ data }: Block): boolean {
  return data !== undefined && typeOf(data) === undefined;
}

function typeOf(base64: string): string | undefined {
  const start = Buffer.from(base64.slice(0, LOOKED_AT), 'base64').toString('hex');
  return BEGINNINGS.find(([, begin]) => begin.test(start))?.[0];
}
