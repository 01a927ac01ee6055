/** Deepest record accepted. AWS documents none; common JSON parsers stop at about 1,000. */
export const MAX_DEPTH: number = 1000;
