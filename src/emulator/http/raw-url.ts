import { WireError } from './wire-error.ts';

/** A request target as sent, its query decoded and its path not: `%2F` and `/` in a path differ. */
export interface RawUrl {
  /** Path as it stood on the wire, percent-encoding included. */
  readonly path: string;
  /** Decoded query parameters in order of first appearance; one without `=` has the value `''`. */
  readonly query: ReadonlyMap<string, readonly string[]>;
}

/**
 * Splits a request target.
 *
 * @throws {WireError} 400 `InvalidURI` when the percent-encoding of the query is broken.
 */
export function splitRawUrl(rawUrl: string): RawUrl {
  const mark = rawUrl.indexOf('?');
  if (mark < 0) return { path: rawUrl, query: new Map() };
  return { path: rawUrl.slice(0, mark), query: parseQuery(rawUrl.slice(mark + 1)) };
}

/**
 * Decodes percent-encoding.
 *
 * @throws {WireError} 400 `InvalidURI` when it is broken.
 */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new WireError({
      status: 400,
      code: 'InvalidURI',
      message: "Couldn't parse the specified URI.",
    });
  }
}

function parseQuery(text: string): Map<string, string[]> {
  const query = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeQueryText(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodeQueryText(pair.slice(equals + 1));
    const values = query.get(name);
    if (values === undefined) query.set(name, [value]);
    else values.push(value);
  }
  return query;
}

function decodeQueryText(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}
