import { familyByName } from '../families/families.ts';
import type { ModelFamily } from '../families/model-family.ts';
import type { FamilyName } from '../families/plain-families.ts';
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
 *
 * @example The family of a cross-region profile
 * ```ts
 * import { resolveModel } from 'bedrock-batch';
 *
 * const resolution = resolveModel('eu.amazon.nova-lite-v1:0');
 * console.assert(resolution.kind === 'known' && resolution.family.name === 'nova-messages');
 * ```
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
 *
 * @example Read an output as its family does
 * ```ts
 * import { familyOf } from 'bedrock-batch';
 *
 * const reading = familyOf('amazon.titan-embed-text-v2:0')?.readOutput({ inputTextTokenCount: 4 });
 * console.assert(reading?.usage?.inputTokens === 4);
 * ```
 */
export function familyOf(
  model: string,
  options: ResolveModelOptions = {},
): ModelFamily | undefined {
  const resolution = resolveModel(model, options);
  return resolution.kind === 'known' ? resolution.family : undefined;
}
