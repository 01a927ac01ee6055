import type { FamilyName } from '../facts/family-name.ts';
import { plainFamilies } from './plain-families.ts';
import type { Ceiling } from './plain-family.ts';

/** The most that a model input of a family may hold of something. */
export interface InputCeiling extends Ceiling {
  /** Family whose model inputs are bounded. */
  readonly family: FamilyName;
}

/**
 * What a model input may hold at most besides the tokens of its answer, with source and date. Those of the answer are in
 * {@link modelTable}.
 *
 * AWS does not say whether its MB is 10^6 or 2^20 bytes.
 *
 * @example How large an image may be
 * ```ts
 * import { inputCeilings } from 'bedrock-batch';
 *
 * const image = inputCeilings.find(
 *   (row) => row.family === 'converse' && row.of === 'megabytes of an image',
 * );
 * console.assert(image?.most === 3.75);
 * ```
 */
export const inputCeilings: readonly InputCeiling[] = plainFamilies.flatMap(({ name, ceilings }) =>
  ceilings.map((ceiling) => ({ family: name, ...ceiling })),
);
