import { printable } from '../../core/index.ts';

/** A member that has others below it. */
type Below = readonly [name: string, value: unknown];

/**
 * Writes a value as lines of words with tabs between them, as `--output text` of the AWS CLI does: the scalars of an object in one line, in the order of
 * their names; what is below them in lines of its own that begin with its name in capitals.
 *
 * All objects of a list have the same columns. Source: what AWS CLI 1.45 prints, 2026-11-30.
 */
export function textForm(value: unknown): readonly string[] {
  return [...lines(value)];
}

function* lines(value: unknown, name?: string, columns?: readonly string[]): Generator<string> {
  if (Array.isArray(value)) yield* listLines(value, name);
  else if (isMap(value)) yield* mapLines(value, name, columns);
  else yield word(value);
}

function* listLines(values: readonly unknown[], name: string | undefined): Generator<string> {
  if (values.some(isMap)) {
    const columns = new Set(values.filter(isMap).flatMap((value) => scalarNames(value)));
    for (const value of values) yield* lines(value, name, [...columns].sort());
    return;
  }
  const scalars = values.filter((value) => !Array.isArray(value)).map(word);
  if (name !== undefined) for (const scalar of scalars) yield `${name.toUpperCase()}\t${scalar}`;
  else if (scalars.length > 0) yield scalars.join('\t');
  for (const value of values) if (Array.isArray(value)) yield* lines(value, name);
}

function* mapLines(
  value: Readonly<Record<string, unknown>>,
  name: string | undefined,
  columns: readonly string[] = scalarNames(value),
): Generator<string> {
  const words = columns.map((column) =>
    Object.hasOwn(value, column) && isScalar(value[column]) ? word(value[column]) : '',
  );
  if (words.length > 0)
    yield [...(name === undefined ? [] : [name.toUpperCase()]), ...words].join('\t');
  const below: readonly Below[] = Object.entries(value).filter(([, member]) => !isScalar(member));
  for (const [key, member] of below.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    yield* lines(member, key);
}

function scalarNames(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value)
    .filter((key) => isScalar(value[key]))
    .sort();
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Nothing and truth are written as Python has them. */
function word(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
