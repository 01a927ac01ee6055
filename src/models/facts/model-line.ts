/** The line that a model is of, and which of it. */
export interface ModelLine {
  /** Such as `claude-opus`. */
  readonly line: string;
  /** Such as `[4, 7]`. */
  readonly version: readonly number[];
  /** What else the name says, such as `-fast`; models that differ in it may differ in more. */
  readonly variant: string;
}

/** Claude had its number before its name until 3.7. */
const CLAUDE =
  /^anthropic\.claude-(?:(?<major>\d{1,2})(?:-(?<minor>\d{1,2}))?-)?(?<name>[a-z]+)(?:-(?<first>\d{1,2})(?!\d))?(?:[-.](?<second>\d{1,2})(?!\d))?(?![a-z\d])(?<rest>.*)$/s;

/** Of the others the name, what kind of it (they are lines of their own), and the version; Mistral has dates in place of its first versions. */
const OTHERS = [
  /^amazon\.(?<name>nova)-(?:(?<first>\d{1,2})-)?(?<kind>micro|lite|pro|premier)(?=[-:]|$)/,
  /^meta\.(?<name>llama)(?<first>\d+)(?:-(?<second>\d{1,2})(?=-|$))?/,
  /^mistral\.(?<name>devstral|ministral|magistral-small|mistral-(?:large|small)|voxtral-(?:mini|small))(?:-\d+b)?-(?:(?<first>\d{1,2})|(?<second>\d{4}))(?=-|$)/,
  /^qwen\.(?<name>qwen)(?<first>\d+)(?:\.(?<second>\d+))?(?:-(?<kind>coder|vl))?/,
  /^google\.(?<name>gemma)-(?<first>\d+)(?:\.(?<second>\d+))?/,
  /^nvidia\.(?<name>nemotron-[a-z]+)-(?:\d+b-v)?(?<first>\d+)(?=-|$)/,
  /^moonshot(?:ai)?\.(?<name>kimi)-k(?<first>\d+)(?:\.(?<second>\d+))?/,
  /^(?<name>deepseek)\.v(?<first>\d+)(?:\.(?<second>\d+))?/,
  /^zai\.(?<name>glm)-(?<first>\d+)(?:\.(?<second>\d+))?(?:-(?<kind>flash))?/,
  /^minimax\.(?<name>minimax)-m(?<first>\d+)(?:\.(?<second>\d+))?/,
];

/** Provider's date and version of an id, and a length of context, tell no models apart. */
const DATE_AND_VERSION = /(?:-\d{8})?(?:-v\d+)?(?::[^:]*)*$/;

/** Reads off an id which line of models it is of, as later ones take much that earlier ones took; undefined where there is no line. */
export function lineOf(foundationModel: string): ModelLine | undefined {
  return claudeLine(foundationModel) ?? otherLine(foundationModel);
}

/** Orders versions: negative where the first is older. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Tells whether two ids differ in nothing that tells models apart. */
export function isSameModel(one: ModelLine, other: ModelLine): boolean {
  return one.variant === other.variant && one.line === other.line && isAsOld(one, other);
}

/** The newest of those of a model's line that are not newer than it; of equals the first. */
export function nearestOlder<Item extends ModelLine>(
  items: readonly Item[],
  { line, version }: ModelLine,
): Item | undefined {
  return newestOf(
    items.filter((item) => item.line === line && compareVersions(item.version, version) <= 0),
  );
}

/** The one with the highest version; of equals the first. */
export function newestOf<Item extends ModelLine>(items: readonly Item[]): Item | undefined {
  return items.toSorted((a, b) => compareVersions(b.version, a.version))[0];
}

function isAsOld(one: ModelLine, other: ModelLine): boolean {
  return compareVersions(one.version, other.version) === 0;
}

function claudeLine(id: string): ModelLine | undefined {
  const { name, major, minor, first, second, rest = '' } = CLAUDE.exec(id)?.groups ?? {};
  const version = versionOf(major, minor, first, second);
  const variant = rest.replace(DATE_AND_VERSION, '');
  return version.length === 0 ? undefined : { line: `claude-${name}`, version, variant };
}

function otherLine(id: string): ModelLine | undefined {
  for (const pattern of OTHERS) {
    const { name, kind, first, second } = pattern.exec(id)?.groups ?? {};
    if (name === undefined) continue;
    // Nova's first has no number, and what is named by a date came before what is named by a number
    const version = versionOf(first ?? (second === undefined ? '1' : '0'), second);
    return { line: kind === undefined ? name : `${name}-${kind}`, version, variant: '' };
  }
  return undefined;
}

function versionOf(...parts: readonly (string | undefined)[]): readonly number[] {
  return parts.flatMap((part) => (part === undefined ? [] : Number(part)));
}
