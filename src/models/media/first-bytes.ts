/** A format of which the first bytes are known. */
export type KnownFormat = ImageFormat | 'pdf';

/** A format of images. */
export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp';

/**
 * How files of a format begin, in hexadecimal; `??` is any byte.
 *
 * PNG, GIF and PDF by their specifications, JPEG by its first marker and the byte before the next, WebP as the RIFF file that it is.
 */
export const FIRST_BYTES: Readonly<Record<KnownFormat, readonly string[]>> = {
  png: ['89504e470d0a1a0a'],
  jpeg: ['ffd8ff'],
  gif: ['474946383761', '474946383961'],
  webp: ['52494646????????57454250'],
  pdf: ['255044462d'],
};
