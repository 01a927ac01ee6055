import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openedSource, type RowsFrom, type Source, sourceOf } from '../../../src/builders/index.ts';
import { bytesOf, readRows, readUntilError } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const TABLE = 'title,year\nJaws,1975\nAlien,1979\n';
const films = [
  { title: 'Jaws', year: '1975' },
  { title: 'Alien', year: '1979' },
];
/** Pieces that end in the middle of rows. */
const pieces = (text: string) =>
  Array.from({ length: Math.ceil(text.length / 7) }, (_, at) =>
    bytesOf(text.slice(at * 7, at * 7 + 7)),
  );
const valuesOf = async (source: Source) => (await readRows(source)).map(({ value }) => value);

function webStream(values: readonly unknown[], onCancel: () => void = () => {}) {
  const left = [...values];
  return new ReadableStream<unknown>({
    pull: (controller) => {
      if (left.length === 0) controller.close();
      else controller.enqueue(left.shift());
    },
    cancel: onCancel,
  });
}

describe('sourceOf()', () => {
  it.each<[string, () => RowsFrom]>([
    ['a list', () => films],
    ['a generator', () => films.values()],
    ['a Node stream of objects', () => Readable.from(films)],
    [
      'a transform in object mode',
      () =>
        Readable.from(films).pipe(
          new Transform({ objectMode: true, transform: (film, _, done) => done(null, film) }),
        ),
    ],
    ['a web stream', () => webStream(films)],
    ['a web stream made of a Node one', () => Readable.toWeb(Readable.from(films))],
  ])('takes the values of %s for rows', async (_, make) => {
    expect(await valuesOf(sourceOf(make()))).toEqual(films);
  });

  it.each<[string, () => RowsFrom]>([
    ['a Node stream of bytes', () => Readable.from(pieces(TABLE), { objectMode: false })],
    ['a web stream of bytes', () => webStream(pieces(TABLE))],
    ['a web stream that is byte by byte', () => new Blob([TABLE]).stream()],
    ['bytes in memory', () => bytesOf(TABLE)],
    ['a generator of bytes', () => pieces(TABLE).values()],
  ])('reads %s beside a format', async (_, make) => {
    expect(await valuesOf(sourceOf(make(), { format: 'csv' }))).toEqual(films);
  });

  it.each<[string, (text: string) => RowsFrom]>([
    ['a Node stream of bytes', (text) => Readable.from(pieces(text), { objectMode: false })],
    ['a web stream of bytes', (text) => webStream(pieces(text))],
    ['bytes in memory', bytesOf],
  ])('tells what %s hold by the first one', async (_, make) => {
    expect(await valuesOf(sourceOf(make(JSON.stringify(films))))).toEqual(films);
    const { error } = await readUntilError(sourceOf(make(TABLE), { name: 'films' }));

    expect(error).toMatchObject({ code: 'INVALID_OPTION', option: 'format' });
  });

  it('says of text that it is no bytes', async () => {
    const text = Readable.from([TABLE], { objectMode: false, encoding: 'utf8' });
    const { error } = await readUntilError(sourceOf(text, { format: 'csv' }));

    expect(error).toMatchObject({ code: 'SOURCE_READ', hint: expect.stringMatching(/encoding/) });
  });

  it('refuses values where bytes are asked for', async () => {
    const { error } = await readUntilError(sourceOf(films, { format: 'jsonl' }));

    expect(error.message).toBe('The source "stream" gave object where bytes are needed');
  });

  it('reads an empty web stream, and one that fails at once or later', async () => {
    const cause = new Error('lost');
    const failing = (before: readonly unknown[]) => {
      const left = [...before];
      return new ReadableStream<unknown>({
        pull: (controller) => {
          if (left.length === 0) controller.error(cause);
          else controller.enqueue(left.shift());
        },
      });
    };

    expect(await valuesOf(sourceOf(webStream([])))).toEqual([]);
    expect(await readUntilError(sourceOf(failing([])))).toMatchObject({
      rows: [],
      error: { code: 'SOURCE_READ', cause },
    });
    expect(await readUntilError(sourceOf(failing(films)))).toMatchObject({
      rows: [{ number: 1 }, { number: 2 }],
      error: { code: 'SOURCE_READ', cause },
    });
  });

  it('cancels a web stream that is not read to its end, and never reads it twice', async () => {
    let cancelled = 0;
    const many = Array.from({ length: 1000 }, (_, n) => ({ n }));
    const source = sourceOf(webStream(many, () => (cancelled += 1)));
    for await (const rows of source.rows()) if (rows.length > 0) break;

    expect(cancelled).toBe(1);
    expect(source.isRepeatable).toBe(false);
    expect(() => source.rows()).toThrow(expect.objectContaining({ option: 'source' }));
  });

  it('says that a web stream has another reader', async () => {
    const stream = webStream(films);
    stream.getReader();
    const { error } = await readUntilError(sourceOf(stream));

    expect(error).toMatchObject({ code: 'SOURCE_READ', message: expect.stringMatching(/locked/) });
  });
});

describe('openedSource()', () => {
  const folder = useTemporaryFolder();

  it.each(['data', 'data/*.csv', 'data/[a-c].csv'])(
    'takes %s for all files in it, in the order of their paths',
    async (path) => {
      await mkdir(join(folder.path, 'data'));
      await writeFile(join(folder.path, 'data/b.csv'), 'title,year\nAlien,1979\n');
      await writeFile(join(folder.path, 'data/a.csv'), 'title,year\nJaws,1975\n');

      expect(await valuesOf(await openedSource(join(folder.path, path)))).toEqual(films);
    },
  );

  it('takes a file with the name of a pattern for that file', async () => {
    await writeFile(join(folder.path, '[a].csv'), TABLE);
    await writeFile(join(folder.path, 'a.csv'), 'other\n1\n');

    expect(await valuesOf(await openedSource(join(folder.path, '[a].csv')))).toEqual(films);
  });

  it('names a file that is not there', async () => {
    const { error } = await readUntilError(await openedSource(join(folder.path, 'none.csv')));

    expect(error).toMatchObject({ code: 'SOURCE_NOT_FOUND' });
  });
});
