import type { FamilyName } from '../facts/family-name.ts';
import { familyByName } from '../families/families.ts';
import type { ModelFamily } from '../families/model-family.ts';
import { type NamedResolution, type ResolveModelOptions, resolveName } from './model-lookup.ts';

type Known = Extract<NamedResolution, { readonly kind: 'known' }>;

/** What a model id means for batch inference. */
export type ModelResolution =
  | Exclude<NamedResolution, Known>
  | (Omit<Known, 'family'> & { readonly family: ModelFamily });

/**
 * Finds what a model id means for batch inference: its family, or why there is none.
 *
 * With `Converse` the family is that of Converse, whatever the model, unless the model is known to have no such form.
 *
 * @param model Model id, inference-profile id or ARN, as the API takes it.
 * @param options Base model and invocation type.
 * @returns `known` with the family; `unknown` or `not-batchable` with the reason; `no-such-form` where the invocation type
 * does not fit the model. Never throws.
 */
export function resolveModel(model: string, options: ResolveModelOptions = {}): ModelResolution {
  const resolution = resolveName(model, options);
  if (resolution.kind !== 'known') return resolution;
  return { ...resolution, family: familyNamed(resolution.family) };
}

/** Gives the family of a name. */
export function familyNamed(name: FamilyName): ModelFamily {
  return familyByName[name];
}

/**
 * Finds the family of a model.
 *
 * @param model Model id, inference-profile id or ARN, as the API takes it.
 * @param options Base model and invocation type.
 * @returns The family, or undefined where {@link resolveModel} says something else than `known`.
 */
export function familyOf(
  model: string,
  options: ResolveModelOptions = {},
): ModelFamily | undefined {
  const resolution = resolveModel(model, options);
  return resolution.kind === 'known' ? resolution.family : undefined;
}
