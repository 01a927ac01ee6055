import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { built, DIST } from '../built.ts';
import { PackageTypes } from './declarations.ts';

const MANIFEST = path.join(DIST, '../package.json');
const ENTRIES = Object.entries(
  JSON.parse(readFileSync(MANIFEST, 'utf8')).exports as Record<string, { default: string }>,
)
  .filter(([name]) => name !== './package.json')
  .map(([name, target]) => ({ name, file: path.basename(target.default, '.js') }));

const types = new PackageTypes();
const declarationsOf = (file: string) => path.join(DIST, `${file}.d.ts`);
const namesOf = (file: string) => types.namesOf(declarationsOf(file));
const runTimeNames = async (file: string) =>
  Object.keys(await built<object>(`lib/${file}.js`)).sort();

/** The args of a diagnostic are named by its code: `DiagnosticArgs['JSONL_SYNTAX']`. */
const NAMED_BY_CODE = path.join(DIST, 'core/catalogue');

describe('the names of the package', () => {
  it('are these: a new one is a promise, one that leaves breaks programs', async () => {
    const lines: string[] = [];
    for (const { name, file } of ENTRIES) {
      const values = await runTimeNames(file);
      const isType = (other: string) => !values.includes(other);
      const all = [...namesOf(file)].sort();
      lines.push(
        `# ${name}`,
        '',
        ...values,
        '',
        ...all.filter(isType).map((type) => `type ${type}`),
        '',
      );
    }

    await expect(lines.join('\n')).toMatchFileSnapshot('./public-names.txt');
  });

  it('of each stage are names of the main entry too', () => {
    const main = namesOf('index');

    for (const { file } of ENTRIES) {
      if (['emulator', 'lambda', 'cdk'].includes(file)) continue;
      expect([...namesOf(file)].filter((name) => !main.has(name))).toEqual([]);
    }
  });

  it.each(ENTRIES)('of $name have no type around them that cannot be named', ({ file }) => {
    const nameable = [...namesOf(file), ...namesOf('index')];
    const places = new Set(
      nameable.map((name) => {
        const place =
          types.placeOf(declarationsOf(file), name) ?? types.placeOf(declarationsOf('index'), name);
        return `${place?.file} ${place?.name}`;
      }),
    );

    const met = [...types.metFrom(declarationsOf(file), namesOf(file))];

    expect(
      met
        .filter((place) => !places.has(place) && !place.startsWith(NAMED_BY_CODE))
        .map((place) => path.relative(DIST, place)),
    ).toEqual([]);
  });
});
