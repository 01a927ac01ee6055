/** The user's last turn in a prompt that has the model's own tokens; the whole prompt where it has none. */
export function lastTurn(prompt: unknown, userTurn: RegExp): string {
  if (typeof prompt !== 'string') return '';
  return [...prompt.matchAll(userTurn)].at(-1)?.[1]?.trim() ?? prompt;
}
