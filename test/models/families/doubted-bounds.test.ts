import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { familyNamed } from '../../../src/models/index.ts';
import type { FamilyName } from '../../../src/models/lean.ts';
import type { DoubtfulNumber } from '../../../src/models/rules/doubtful.ts';

const FAMILIES = fileURLToPath(new URL('../../../src/models/families', import.meta.url));

interface Bounded {
  readonly name: FamilyName;
  readonly key: string;
  readonly bound: DoubtfulNumber;
}

function isBound(value: unknown): value is DoubtfulNumber {
  return typeof value === 'object' && value !== null && 'path' in value && 'min' in value;
}

/** Every number of a family's table, under the key that it has in the model input. */
async function boundsOf(name: FamilyName): Promise<readonly Bounded[]> {
  const file = `${FAMILIES}/${name}/bounds.ts`;
  if (!existsSync(file)) return [];
  const tables: readonly unknown[] = Object.values((await import(file)) as object);
  return tables
    .flatMap((table) => (isBound(table) ? [table] : Object.values(table as object)))
    .filter(isBound)
    .map((bound) => ({ name, key: String(bound.path.at(-1)), bound }));
}

/** What the docstring of a key says in the file of the family's types. */
function docOf(name: FamilyName, key: string): string {
  const schema = readFileSync(`${FAMILIES}/${name}/schema.ts`, 'utf8');
  return new RegExp(`/\\*\\* ([^\\n]*) \\*/\\n  readonly ${key}\\??:`).exec(schema)?.[1] ?? '';
}

function withValue(path: readonly string[], value: number): Readonly<Record<string, unknown>> {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : withValue(rest, value) };
}

const names = readdirSync(FAMILIES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name as FamilyName);
const bounded = (await Promise.all(names.map(boundsOf))).flat();

describe('a number that is believed to be bounded', () => {
  it('is one of ten at least', () => {
    expect(bounded.length).toBeGreaterThanOrEqual(10);
  });

  it.each(bounded)('is doubted by a rule outside of its bounds: $name $key', (row) => {
    const { name, bound } = row;
    const { rules } = familyNamed(name);
    const doubted = (value: number): boolean =>
      rules
        .flatMap((rule) => rule(withValue(bound.path, value), {}))
        .some(({ code, path }) => code === 'MODEL_INPUT_DOUBTFUL' && path === bound.path);

    expect(doubted(bound.min)).toBe(false);
    expect(doubted(bound.min > 0 ? bound.min / 2 : -1)).toBe(true);
    if (bound.max !== undefined) expect(doubted(bound.max)).toBe(false);
  });

  it.each(bounded.filter(({ bound }) => bound.max !== undefined))(
    'has the bounds that its docstring says: $name $key',
    ({ name, key, bound: { int = false, min, max } }) => {
      const bounds = `${min} to ${max}`;

      expect(docOf(name, key)).toContain(int ? `a whole number from ${bounds}` : bounds);
    },
  );
});
