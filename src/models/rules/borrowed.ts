/** Says in a doubt whose fact it is, where nothing is known of the model's own. */
export function borrowed(doubt: string, from: string | undefined): string {
  return from === undefined ? doubt : `${doubt}; that is known of ${from}, the nearest of its line`;
}
