import { isModel } from '../../../quotas/index.ts';
import { type Generation, generationOf } from './generation.ts';

/** Something that is known of some models, by their whole ids. */
export interface FactRow<Word extends string> {
  /** Bare foundation model ids. */
  readonly ids: readonly string[];
  readonly is: Word;
  /** Why it is not sure, as a clause; absent where AWS says it or it was seen live. */
  readonly doubt?: string | undefined;
  /** Where that was read. */
  readonly source: string;
  /** Day it was read, as `YYYY-MM-DD`. */
  readonly readOn: string;
}

/** What is known of one model. */
export interface Fact<Word extends string> extends Omit<FactRow<Word>, 'ids'> {
  /** The model it is known of, which may be an older one. */
  readonly of: string;
}

/** What all rows are about, also those of other topics. */
export interface KnownClaude {
  readonly ids: readonly string[];
  readonly lines: ReadonlySet<string>;
}

/**
 * What rows say of a Claude: by its whole id, perhaps with another date or version or `:…` behind, else what they say of the nearest
 * older one of its line, in doubt. Of a line that no row is about, what they say of the newest of all, in doubt: nothing is taken to be
 * allowed because it is new.
 *
 * @param known What is in doubt of one model, is not taken for another that is known.
 */
export function factOf<Word extends string>(
  rows: readonly FactRow<Word>[],
  foundationModel: string,
  known: KnownClaude,
): Fact<Word> | undefined {
  const facts = rows.flatMap(({ ids, ...row }) => ids.map((of): Fact<Word> => ({ ...row, of })));
  const exact = facts.find(({ of }) => isModel(foundationModel, of));
  if (exact !== undefined) return exact;
  const own = generationOf(foundationModel);
  const ofGeneration = facts.find(({ of }) => own !== undefined && isSame(own, generationOf(of)));
  if (ofGeneration !== undefined) return ofGeneration;
  const isKnown = known.ids.some((id) => isModel(foundationModel, id));
  const nearest = facts
    .filter(({ of, doubt }) => isOlder(own, generationOf(of), known) && !(isKnown && doubt))
    .sort((a, b) => versionOf(b) - versionOf(a))[0];
  if (nearest === undefined) return undefined;
  const doubt = `that is known of ${nearest.of} (${nearest.source}), and is taken for this model too`;
  return { ...nearest, doubt };
}

function versionOf({ of }: { readonly of: string }): number {
  return generationOf(of)?.version ?? 0;
}

function isSame(one: Generation, other: Generation | undefined): boolean {
  return one.line === other?.line && one.version === other.version && one.variant === other.variant;
}

function isOlder(
  own: Generation | undefined,
  other: Generation | undefined,
  { lines }: KnownClaude,
): boolean {
  if (other === undefined) return false;
  if (own === undefined || !lines.has(own.line)) return true;
  return other.line === own.line && other.version <= own.version;
}
