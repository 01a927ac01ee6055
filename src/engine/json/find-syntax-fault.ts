import type { SyntaxFault } from './json-fault.ts';
import { JsonSyntax } from './json-syntax.ts';

/**
 * Finds what is wrong in one JSON text.
 *
 * @param bytes The whole text, such as one line without its newline; UTF-8, which is not checked.
 * @returns The first fault; undefined where the text is JSON.
 */
export function findSyntaxFault(bytes: Uint8Array): SyntaxFault | undefined {
  const syntax = new JsonSyntax();
  return syntax.push(bytes) ?? syntax.finish();
}
