/** Values that policies are made of. */
export type PlainValue =
  | string
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue | undefined };

const INDENT = '  ';

/**
 * Writes a value as an expression of HCL. No text ends its own quotes, or becomes an interpolation (`${`) or a directive (`%{`).
 *
 * Source: HCL native syntax specification, "Quoted templates".
 */
export function hclValue(value: PlainValue, indent = ''): string {
  if (typeof value === 'string') return hclText(value);
  const inner = indent + INDENT;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${hclValue(item, inner)},\n`);
    return items.length === 0 ? '[]' : `[\n${items.join('')}${indent}]`;
  }
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : `${inner}${hclText(name)} = ${hclValue(member, inner)}\n`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`;
}

/** Writes a text in quotes. */
export function hclText(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll(/[$%](?=\{)/g, '$&$&')
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escapedCode);
  return `"${escaped}"`;
}

function escapedCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
