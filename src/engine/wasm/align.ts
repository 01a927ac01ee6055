/** The next address at which a line of the processor's cache begins. */
export function align(address: number): number {
  return Math.ceil(address / 64) * 64;
}
