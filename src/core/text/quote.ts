const LONGEST = 80;

/**
 * Everything that may steer a terminal or change what a reader sees: control characters, bidirectional overrides, line
 * separators, invisible tags, unpaired surrogates.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escapeUnits(units: string): string {
  const escaped = Array.from({ length: units.length }, (_, at) => units.charCodeAt(at));
  return escaped.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** Makes text from users' data harmless to print: whatever could act on a terminal becomes `\uXXXX`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, escapeUnits);
}

/** Makes text of several lines harmless to print; its own line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Writes a value as JSON over several lines that is harmless to print: what it says stays the same. */
export function printableJson(value: unknown): string {
  return printableLines(JSON.stringify(value, null, 2));
}

/** Cuts text to at most `longest` UTF-16 units, never through a surrogate pair, with `…` where it was cut. */
export function shorten(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Quotes text from users' data for a message: shortened, harmless to print, in double quotes. */
export function quote(text: string, longest: number = LONGEST): string {
  return `"${printable(shorten(text, longest)).replaceAll('"', '\\"')}"`;
}

/** Names a value from users' data in a message: short scalars as they are, the rest by type. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  switch (typeof value) {
    case 'string':
      return quote(value, 40);
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return 'nothing';
    default:
      return 'an object';
  }
}
