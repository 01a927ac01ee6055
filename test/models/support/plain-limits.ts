import type { NodeOf } from '../../../src/models/shape/shape.ts';

/** Indexes of nodes by element, the last one replaced where there is another for it. */
export function withLast(nodes: readonly number[], last: number | undefined): readonly number[] {
  return last === undefined || nodes.length === 0 ? nodes : [...nodes.slice(0, -1), last];
}

/** Whether a string node refuses a text for its white space, as JavaScript sees it. */
export function isRefused({ refuses }: NodeOf<'string'>, text: string): boolean {
  if (refuses === 'blank') return text.trim() === '';
  return refuses === 'blankEnd' && text.trimEnd() !== text;
}

/** Base64 text of bytes that begin as a pattern says, with any bytes in its gaps and up to four behind it. */
export function base64BeginningWith(begin: string, draw: (below: number) => number): string {
  const digits = begin.match(/../gu) ?? [];
  const bytes = digits.map((pair) => (pair === '??' ? draw(256) : Number.parseInt(pair, 16)));
  const more = Array.from({ length: draw(5) }, () => draw(256));
  return Buffer.from([...bytes, ...more]).toString('base64');
}

/** Whether base64 text holds what begins as a pattern says. */
export function doesBegin(base64: string, begin: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  const digits = begin.match(/../gu) ?? [];
  return digits.every(
    (pair, at) => at < bytes.length && (pair === '??' || bytes[at] === Number.parseInt(pair, 16)),
  );
}
