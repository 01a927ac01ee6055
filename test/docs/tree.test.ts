import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { everything, patternOf } from '../../scripts/docs/named-things.mjs';
import { LAYERS } from '../../scripts/oxlint/layers.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const sources = everything.filter((name) => /^src\/.*\.ts$/.test(name));
const folders = everything.filter((name) => /^src\/.+\/$/.test(name));
const stages = new Set(folders.map((name) => name.split('/')[1] ?? ''));

/** The rooms that docs/rooms.md has a line for, as patterns of paths from the root. */
const rooms = read('docs/rooms.md')
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [stage = ''] = section.split('\n');
    return [...section.matchAll(/^\| `([^`]+\/)` \| \S/gm)].map(
      ([, room]) => `src/${stage}/${room}`,
    );
  });

describe('docs/rooms.md', () => {
  it('has one line for each folder below a stage, and no other', () => {
    const isStage = (name: string) => name.split('/').length === 3;
    const linesOf = (name: string) => rooms.filter((room) => patternOf(room).test(name));

    expect(folders.filter((name) => !isStage(name) && linesOf(name).length !== 1)).toEqual([]);
    expect(rooms.filter((room) => !folders.some((name) => patternOf(room).test(name)))).toEqual([]);
  });

  it('has the stages that have rooms, in their order', () => {
    const headed = [...read('docs/rooms.md').matchAll(/^## (.+)$/gm)].map(([, stage]) => stage);

    expect(headed).toEqual(LAYERS.filter((stage) => headed.includes(stage)));
  });
});

describe('docs/architecture.md', () => {
  it('has the folders of the import table in their order', () => {
    const [, table = ''] = read('docs/architecture.md').split('## The import table');
    const rows = [...table.matchAll(/^\| `(\w+)\/` \| (to come: )?/gm)];

    expect(rows.map(([, folder]) => folder)).toEqual(LAYERS);
    expect(rows.filter(([, , toCome]) => !toCome).map(([, folder]) => folder)).toEqual(
      LAYERS.filter((stage) => stages.has(stage)),
    );
  });
});

describe('src', () => {
  const filesIn = (folder: string) =>
    sources.filter((file) => `${posix.dirname(file)}/` === folder).length;
  const [, most, least] =
    /has at most (\d+) files of its own; then it has rooms, of (\d+) files or more/.exec(
      read('CONTRIBUTING.md').replaceAll(/\s+/g, ' '),
    ) ?? [];

  it('has no folder of more files than CONTRIBUTING.md says', () => {
    expect(Number(most)).toBeLessThan(20);
    expect(folders.filter((folder) => filesIn(folder) > Number(most))).toEqual([]);
  });

  it('has no room of fewer files than CONTRIBUTING.md says', () => {
    const hasRooms = (folder: string) =>
      folders.some((other) => other !== folder && other.startsWith(folder));
    const small = folders.filter((folder) => !hasRooms(folder) && filesIn(folder) < Number(least));

    expect(Number(least)).toBeGreaterThan(1);
    expect(small).toEqual([]);
  });
});

describe('test', () => {
  const tests = everything
    .filter((name) => /^test\/.*\.test\.ts$/.test(name))
    .filter((name) => stages.has(name.split('/')[1] ?? ''));

  /** Where the file of the stage stands that a test is named after. */
  function homesOf(test: string): readonly string[] {
    const name = posix.basename(test).replace(/(?:\.[a-z]+)?\.test\.ts$/, '.ts');
    return sources
      .filter((file) => posix.basename(file) === name && file.split('/')[1] === test.split('/')[1])
      .map(posix.dirname);
  }

  const folderOf = (test: string) => posix.dirname(test).replace(/^test/, 'src');

  it('has no folder below a stage that src does not have', () => {
    const strange = tests.filter((test) => !folders.includes(`${folderOf(test)}/`));

    expect(strange).toEqual([]);
  });

  it('has the test of a file where the file stands, and of files of one name in the folder they share', () => {
    const elsewhere = tests.filter((test) => {
      const homes = homesOf(test);
      const isAmong = homes.length > 1 && homes.every((home) => home.startsWith(folderOf(test)));
      return homes.length > 0 && !homes.includes(folderOf(test)) && !isAmong;
    });

    expect(elsewhere).toEqual([]);
  });

  it('is for the most part tests of one file each', () => {
    const ofOneFile = tests.filter((test) => homesOf(test).length > 0);

    expect(ofOneFile.length).toBeGreaterThan(tests.length / 2);
  });
});
