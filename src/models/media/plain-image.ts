import { base64, object, oneOf, type PlainMembers, type PlainTree } from '../plain/plain-tree.ts';

/** Members of an image, as Nova and Converse have it. */
export const imageMembers: PlainMembers = {
  format: oneOf('png', 'jpeg', 'gif', 'webp'),
  source: object({ bytes: base64 }),
};

/** A block of content that is an image. */
export const imageBlock: PlainTree = object({ image: object(imageMembers) });

/** Such a block, to ask rules about. */
export const sampleImage: Readonly<Record<string, unknown>> = {
  image: { format: 'png', source: { bytes: '' } },
};
