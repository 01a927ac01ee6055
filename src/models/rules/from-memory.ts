/** The doubt about what people know of an API and no document at hand says; a clause. */
export function fromMemory(api: string): string {
  return `that is known from memory of ${api}, not from AWS's documents at hand`;
}
