/** The line that a model is of, and which of it. */
export interface ModelLine {
  /** Such as `claude-opus`. */
  readonly line: string;
  /** Such as `[4, 7]`. */
  readonly version: readonly number[];
}

/** Claude had its number before its name until 3.7. Provider's date and version of the id count for nothing. */
const CLAUDE =
  /^anthropic\.claude-(?:(?<major>\d)(?:-(?<minor>\d{1,2}))?-)?(?<name>[a-z]+)(?:-(?<first>\d{1,2}))?(?:-(?<second>\d{1,2}))?(?=-\d{8}|-v\d|:|$)/;

const NOVA = /^amazon\.nova-(?:(?<first>\d)-)?(?<name>micro|lite|pro|premier)(?=[-:]|$)/;

/** Names whose version stands at once behind them. */
const OTHERS =
  /^(?:moonshot(?:ai)?\.(?<kimi>kimi-k)|deepseek\.(?<deepseek>v)|zai\.(?<glm>glm-)|minimax\.minimax-(?<minimax>m))(?<first>\d+)(?:\.(?<second>\d+))?(?<flash>-flash)?/;

/** Reads off an id which line of models it is of, as later ones take much that earlier ones took; undefined where there is no line. */
export function lineOf(foundationModel: string): ModelLine | undefined {
  return claudeLine(foundationModel) ?? novaLine(foundationModel) ?? otherLine(foundationModel);
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

function claudeLine(id: string): ModelLine | undefined {
  const { name, major, minor, first, second } = CLAUDE.exec(id)?.groups ?? {};
  const version = versionOf(major, minor, first, second);
  return version.length === 0 ? undefined : { line: `claude-${name}`, version };
}

function novaLine(id: string): ModelLine | undefined {
  const { name, first = '1' } = NOVA.exec(id)?.groups ?? {};
  return name === undefined ? undefined : { line: `nova-${name}`, version: versionOf(first) };
}

function otherLine(id: string): ModelLine | undefined {
  const { kimi, deepseek, glm, minimax, first, second, flash = '' } = OTHERS.exec(id)?.groups ?? {};
  const name = kimi ?? deepseek ?? glm ?? minimax;
  if (name === undefined) return undefined;
  return { line: `${name}${flash}`, version: versionOf(first, second) };
}

function versionOf(...parts: readonly (string | undefined)[]): readonly number[] {
  return parts.flatMap((part) => (part === undefined ? [] : Number(part)));
}
