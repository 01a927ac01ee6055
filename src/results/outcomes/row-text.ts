/** Writes a row as JSON, big integers as text; undefined where JSON cannot say it. */
export function rowText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, bigIntAsText);
  } catch {
    return undefined;
  }
}

/** What JSON.stringify makes of a value whose big integers are text. */
export function bigIntAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
