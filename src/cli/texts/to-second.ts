/** Writes a time of ISO 8601 without the parts of its second. */
export function toSecond(time: string): string {
  return time.replace(/\.\d+(?=Z$)/, '');
}
