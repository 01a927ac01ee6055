import { cannotJudge } from './refusals.ts';

/**
 * Whether a text is what a pattern of IAM means: `*` any characters, `?` one, `${*}`, `${?}` and `${$}` themselves.
 *
 * Source: IAM User Guide, "Policy variables" and "Resource".
 *
 * @throws {WireError} 501 for other variables, such as `${aws:username}`.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const pieces = pattern.match(/\$\{[^}]*\}|[^]/g) ?? [];
  return new RegExp(`^${pieces.map(sourceOf).join('')}$`).test(text);
}

function sourceOf(piece: string): string {
  if (piece === '*') return '[^]*?';
  if (piece === '?') return '[^]';
  if (!piece.startsWith('${')) return literalSource(piece);
  const name = piece.slice(2, -1);
  if (!['*', '?', '$'].includes(name)) throw cannotJudge(piece);
  return literalSource(name);
}

function literalSource(character: string): string {
  return character.replace(/[$()*+./?[\\\]^{|}-]/, '\\$&');
}
