import type { ModelInputRule } from '../rules/rule.ts';
import type { PlainMembers, PlainTree } from './plain-tree.ts';

/** What rules are asked with: a body they have nothing against, and the model. */
export interface QuietBody {
  readonly rules: readonly ModelInputRule[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly foundationModel: string | undefined;
}

/** Whether the rules find nothing in the body with more members set. */
export function isQuiet(
  { rules, body, foundationModel }: QuietBody,
  more: Readonly<Record<string, unknown>>,
): boolean {
  return rules.every((rule) => rule({ ...body, ...more }, { foundationModel }).length === 0);
}

/** Keeps the members that the rules are quiet about, each beside all that are kept already. */
export function quietMembers(
  quiet: QuietBody,
  members: Readonly<Record<string, { readonly value: PlainTree; readonly sample: unknown }>>,
): PlainMembers {
  const kept: Record<string, PlainTree> = {};
  let samples: Readonly<Record<string, unknown>> = {};
  for (const [key, { value, sample }] of Object.entries(members)) {
    const more = { ...samples, [key]: sample };
    if (!isQuiet(quiet, more)) continue;
    samples = more;
    kept[key] = value;
  }
  return kept;
}
