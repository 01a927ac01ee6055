import type { FamilyName } from '../facts/family-name.ts';
import { IMAGE_MEGABYTES } from '../media/media-size.ts';
import { shapeOfTree } from '../plain/plain-tree.ts';
import type { Shape } from '../shape/shape.ts';
import { plainFamilyNamed } from './plain-families.ts';

/** Model inputs that are right beyond doubt, as most are. */
export interface PlainForm {
  /** What the schema takes and no rule finds anything in. */
  readonly shape: Shape;
  /**
   * Model inputs that are not plain, of which what is found depends on their marks alone: all with the same marks in the same order have
   * the same findings but for the texts in them. Made when it is asked for; absent where the family has none.
   */
  readonly marked?: Shape | undefined;
  /** Longest record of which that is true, in bytes. */
  readonly recordBytes: number;
}

/** A record this long holds no image that is too large: base64 has four characters for three bytes. */
const LARGEST_PLAIN_RECORD = (IMAGE_MEGABYTES * 10 ** 6 * 4) / 3;

/**
 * Gives the plain form of a family's model inputs for one model: narrower than the family's schema, so that neither the schema nor any
 * rule finds anything in it. What is not plain may be right too; it is looked at closer.
 *
 * @param family Family of {@link families}, or its name in an object: no schema is needed.
 * @param foundationModel Bare id; some rules hold for some models only.
 * @returns The form; the same at each call.
 */
export function plainFormOf(
  family: { readonly name: FamilyName },
  foundationModel: string | undefined,
): PlainForm {
  const { plain, marked } = plainFamilyNamed(family.name);
  return {
    shape: shapeOfTree(plain(foundationModel)),
    get marked() {
      return marked === undefined ? undefined : shapeOfTree(marked(foundationModel));
    },
    recordBytes: LARGEST_PLAIN_RECORD,
  };
}
