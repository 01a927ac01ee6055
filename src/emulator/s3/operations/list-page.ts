/** What a listing asks for. */
export interface PageQuery {
  readonly prefix: string;
  /** Keys with this text behind the prefix are shown as one common prefix that ends with it. */
  readonly delimiter?: string | undefined;
  /** Most keys and common prefixes together. */
  readonly longest: number;
  /** The key or common prefix where the page before ended; `''` for the first page. */
  readonly after: string;
}

/** One page of a listing. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly commonPrefixes: readonly string[];
  /** Key or common prefix that came last; undefined for an empty page. */
  readonly last: string | undefined;
  /** Whether something follows. */
  readonly isTruncated: boolean;
}

/**
 * Makes one page of a listing.
 *
 * @param items Items whose key starts with the prefix and comes after `after`, in order of their keys.
 */
export function makePage<Item extends { readonly key: string }>(
  items: Iterable<Item>,
  query: PageQuery,
): Page<Item> {
  const shown: Item[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  for (const item of items) {
    const group = groupOf(item.key, query);
    if (group !== undefined && (group === last || group === query.after)) continue;
    if (shown.length + commonPrefixes.length === query.longest) {
      return { items: shown, commonPrefixes, last, isTruncated: query.longest > 0 };
    }
    if (group === undefined) shown.push(item);
    else commonPrefixes.push(group);
    last = group ?? item.key;
  }
  return { items: shown, commonPrefixes, last, isTruncated: false };
}

function groupOf(key: string, { prefix, delimiter }: PageQuery): string | undefined {
  if (delimiter === undefined || delimiter === '') return undefined;
  const found = key.indexOf(delimiter, prefix.length);
  return found < 0 ? undefined : key.slice(0, found + delimiter.length);
}
