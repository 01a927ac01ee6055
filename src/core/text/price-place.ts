/** What a price was read for. */
interface PricePlace {
  readonly regions: readonly string[];
  readonly profile?: string | undefined;
}

/** Writes where a price was read for: `us-east-1 us-west-2`, `us-east-1, profile us.` or `profile us.`. */
export function pricePlace({ regions, profile }: PricePlace): string {
  const through = profile === undefined ? [] : [`profile ${profile}.`];
  return [...(regions.length === 0 ? [] : [regions.join(' ')]), ...through].join(', ');
}
