/** Which Claude a model is: its line, and how new it is in it. */
export interface Generation {
  /** Such as `opus`. */
  readonly line: string;
  /** Such as 405 for 4.5; dates and versions of the id do not count. */
  readonly version: number;
  /** What stands behind it, but a date and a version; models that differ in it may differ in more. */
  readonly variant: string;
}

const ID =
  /^anthropic\.claude-(?:(\d+)(?:-(\d{1,2}))?-([a-z]+)|([a-z]+)-(\d+)(?:[-.](\d{1,2})(?!\d))?)(?![a-z\d])(.*)$/s;

const DATE_AND_VERSION = /(?:-\d{8})?(?:-v\d+)?(?::[^:]*)*$/;

/** Reads line and version off the bare id of a Claude; undefined where they do not stand there. */
export function generationOf(foundationModel: string): Generation | undefined {
  const found = ID.exec(foundationModel);
  if (found === null) return undefined;
  const [, oldMajor, oldMinor, oldLine, line, major, minor, rest = ''] = found;
  return {
    line: (oldLine ?? line) as string,
    version: 100 * Number(oldMajor ?? major) + Number(oldMinor ?? minor ?? 0),
    variant: rest.replace(DATE_AND_VERSION, ''),
  };
}
