import {
  base64Beginning,
  either,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
} from '../plain/plain-tree.ts';
import { FIRST_BYTES, type ImageFormat, type KnownFormat } from './first-bytes.ts';

/** Formats of images. */
export const IMAGE_FORMATS: readonly ImageFormat[] = ['png', 'jpeg', 'gif', 'webp'];

/** Base64 text that holds what begins as a file of the format, or of one of them. */
export function base64Of(...formats: readonly KnownFormat[]): PlainTree {
  return base64Beginning(...formats.flatMap((format) => FIRST_BYTES[format]));
}

/** An image, as Nova and Converse have it, that begins as its format says. */
export function plainImage(optional: PlainMembers = {}): PlainTree {
  return either(
    ...IMAGE_FORMATS.map((format) =>
      object({ format: oneOf(format), source: object({ bytes: base64Of(format) }) }, optional),
    ),
  );
}

/** A block of content that is an image. */
export const imageBlock: PlainTree = object({ image: plainImage() });

/** Such a block, to ask rules about: the first bytes of a PNG. */
export const sampleImage: Readonly<Record<string, unknown>> = {
  image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } },
};
