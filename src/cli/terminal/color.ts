import { styleText } from 'node:util';

/** What text can look like. */
export type Look = Parameters<typeof styleText>[0];

/** Gives text a look where colours are wanted. */
export type Paint = (look: Look, text: string) => string;

/** Makes the function that paints, or leaves text as it is. */
export function painter(isColored: boolean): Paint {
  return (look, text) => (isColored ? styleText(look, text, { validateStream: false }) : text);
}

/** Tells whether a stream takes colours: a terminal does unless NO_COLOR or TERM says otherwise; FORCE_COLOR decides alone. */
export function wantsColor(
  stream: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  const isRefused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return stream.isTTY === true && !isRefused;
}
