/**
 * Writes a text so that a policy takes it as it is: `*` and `?` would mean anything, and `${` begins a variable.
 *
 * Source: IAM User Guide, "Policy variables": `${*}`, `${?}` and `${$}` stand for the characters themselves, in policies of
 * version 2012-10-17.
 */
export function literally(text: string): string {
  return text.replaceAll(/[*?$]/g, (character) => `\${${character}}`);
}
