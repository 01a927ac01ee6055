import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePage } from '../../../../src/emulator/s3/operations/list-page.ts';
import { KeyIndex } from '../../../../src/emulator/s3/store/key-index.ts';
import { compareUtf8 } from '../../../../src/emulator/s3/store/utf8-order.ts';

const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '-', 'é', '😀'),
  minLength: 1,
  maxLength: 5,
});

interface Listing {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly longest: number;
}

/** What S3 would show with pages of any length, the slow way. */
function model(keys: readonly string[], { prefix, delimiter }: Listing): string[] {
  const shown = new Set<string>();
  for (const each of keys.toSorted(compareUtf8)) {
    if (!each.startsWith(prefix)) continue;
    const found = delimiter === undefined ? -1 : each.indexOf(delimiter, prefix.length);
    shown.add(found < 0 ? `key ${each}` : `group ${each.slice(0, found + 1)}`);
  }
  return [...shown];
}

function pages(index: KeyIndex<{ key: string }>, listing: Listing): string[] {
  const shown: string[] = [];
  for (let after = ''; ; ) {
    const items = [...index.walk(listing.prefix, after)].filter((item) => item.key !== after);
    const page = makePage(items, { ...listing, after });
    expect(page.items.length + page.commonPrefixes.length).toBeLessThanOrEqual(listing.longest);
    shown.push(
      ...[
        ...page.items.map((item) => ({ at: item.key, text: `key ${item.key}` })),
        ...page.commonPrefixes.map((at) => ({ at, text: `group ${at}` })),
      ]
        .sort((a, b) => compareUtf8(a.at, b.at))
        .map(({ text }) => text),
    );
    if (!page.isTruncated) return shown;
    after = page.last ?? '';
  }
}

describe('makePage()', () => {
  it('always shows each key and common prefix once, in order, whatever the length of the pages', () => {
    const listing = fc.record({
      prefix: fc.constantFrom('', 'a', 'a/', 'é'),
      delimiter: fc.constantFrom('/', '-', undefined),
      longest: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 20 }), listing, (keys, asked) => {
        const index = new KeyIndex<{ key: string }>();
        for (const each of keys) index.set(each, { key: each });

        expect(pages(index, asked)).toEqual(model(keys, asked));
      }),
      { numRuns: 300 },
    );
  });

  it('gives nothing and says nothing follows for a page of no length', () => {
    const page = makePage([{ key: 'a' }], { prefix: '', longest: 0, after: '' });
    expect(page).toEqual({ items: [], commonPrefixes: [], last: undefined, isTruncated: false });
  });
});
