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

/** What Claude refuses of images. */
export const imageRefusals: readonly Refusal[] = [
  {
    models: CLAUDE,
    textFor: ({ turns }) => {
      const wrong = turns.flatMap(({ blocks }) => blocks).find(isMislabelled);
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
      turns.flatMap(({ blocks }) => blocks).some(isNoImage) ? 'Could not process image' : undefined,
    observed: true,
    byModel: true,
    source: 'SciLink #382, boto3 #4415',
    seenOn: '2026-09',
  },
];

function isMislabelled({ kind, label, data }: Block): boolean {
  if (kind !== 'image' || label === undefined || data === undefined) return false;
  const type = typeOf(data);
  return type !== undefined && type !== label;
}

/** Bytes of another kind, base64 that was encoded once more, or none. */
function isNoImage({ kind, data }: Block): boolean {
  return kind === 'image' && data !== undefined && typeOf(data) === undefined;
}

function typeOf(base64: string): string | undefined {
  const start = Buffer.from(base64.slice(0, LOOKED_AT), 'base64').toString('hex');
  return BEGINNINGS.find(([, begin]) => begin.test(start))?.[0];
}
