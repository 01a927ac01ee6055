import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, jsonArray, jsonl, openSource } from '../../../src/builders/index.ts';
import { unpacksZstd } from '../../../src/io/index.ts';
import { bytesOf, readRows, readUntilError } from '../../support/read-rows.ts';

let folder = '';

const ODS = `PK\u0003\u0004${'x'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`;
const XLS = '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1';
/** `x` and `1`, a line each, as one raw block without a checksum. */
const ZSTD = Buffer.from('28b52ffd2004210000780a310a', 'hex');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-source-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const valuesOf = async (where: string | Uint8Array, options = {}) =>
  (await readRows(openSource(where, options))).map((row) => row.value);

describe('openSource()', () => {
  it.each([
    ['a.csv', 'x\n1\n', [{ x: '1' }]],
    ['a.CSV', 'x\n1\n', [{ x: '1' }]],
    ['a.tsv', 'x\ty\n1\t2\n', [{ x: '1', y: '2' }]],
    ['a.json', '[1]', [1]],
    ['a.jsonl', '1\n', [1]],
    ['a.ndjson', '1\n', [1]],
    ['a.txt', ' [1]', [1]],
    ['noextension', '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
  ])('tells what %s holds', async (name, text, values) => {
    expect(await valuesOf(await file(name, text))).toEqual(values);
  });

  it.each([
    ['a.csv.gz', 'x\n1\n', [{ x: '1' }]],
    ['a.jsonl.GZ', '1\n', [1]],
    ['unnamed.gz', '[1]', [1]],
    ['misnamed.csv', 'x\n1\n', [{ x: '1' }]],
  ])('unpacks %s', async (name, text, values) => {
    const path = join(folder, name);
    await writeFile(path, gzipSync(text));

    expect(await valuesOf(path)).toEqual(values);
  });

  it('unpacks a stream whatever its pieces', async () => {
    const packed = Buffer.concat([gzipSync('[1,'), gzipSync('2]')]);
    const pieces = Array.from(packed, (byte) => Uint8Array.of(byte));

    expect(await valuesOf(packed)).toEqual([1, 2]);
    expect((await readRows(openSource(pieces))).map(({ value }) => value)).toEqual([1, 2]);
  });

  it('says that a packed source is cut', async () => {
    const cut = gzipSync('[1,2]').subarray(0, -9);

    expect((await readUntilError(openSource(cut, { name: 'a.json.gz' }))).error).toMatchObject({
      code: 'SOURCE_READ',
      message: expect.stringContaining('"a.json.gz"'),
    });
  });

  it('believes the caller more than the name', async () => {
    expect(await valuesOf(await file('wrong.json', 'x\n1\n'), { format: 'csv' })).toEqual([
      { x: '1' },
    ]);
    expect(await valuesOf(await file('picked.dat', '{"a":[1]}'), { pick: 'a' })).toEqual([1]);
  });

  it('tells by the first byte of a stream, behind a byte order mark and white space', async () => {
    const pieces = [
      Uint8Array.of(0xef, 0xbb),
      Uint8Array.of(0xbf, 0x20),
      bytesOf('\n [1,'),
      bytesOf('2]'),
    ];

    expect((await readRows(openSource(pieces, { name: 'stdin' }))).map((row) => row.value)).toEqual(
      [1, 2],
    );
    expect(await valuesOf(bytesOf(' \n'))).toEqual([]);
  });

  it('asks for the format where nothing tells it', async () => {
    const { error } = await readUntilError(openSource(bytesOf('a,b\n1,2\n'), { name: 'stdin' }));

    expect(error).toMatchObject({ code: 'INVALID_OPTION', option: 'format' });
  });

  it.each([
    ['an Excel workbook', 'PK\u0003\u0004\u0014 [Content_Types].xml xl/workbook.xml', 'CSV UTF-8'],
    ['a zip archive', 'PK\u0003\u0004\u0014 rows.csv', 'Unpack it'],
    ['a Parquet file', 'PAR1\u0015\u0004', 'Export it'],
    ['an OpenDocument spreadsheet', ODS, 'Save the sheet'],
    ['an Office document of before 2007, such as an Excel workbook', XLS, 'Save the sheet'],
    ['an ORC file', 'ORC\u0008\u0003', 'Export it'],
    ['an Avro file', 'Obj\u0001\u0004', 'Export it'],
    ['an Arrow file', 'ARROW1\u0000\u0000', 'Export it'],
    ['a SQLite database', 'SQLite format 3\u0000', 'Export the table'],
    ['a PDF document', '%PDF-1.7\n', 'Write its rows'],
    ['an HTML page', '\n<!DOCTYPE html>\n<html>', 'download failed'],
    ['an HTML page', '\u00ef\u00bb\u00bf<HTML lang="en">', 'download failed'],
    ['compressed with bzip2', 'BZh91AY&SY', 'bunzip2'],
    ['compressed with xz', '\u00fd7zXZ\u0000', 'unxz'],
    ['a 7-Zip archive', '7z\u00bc\u00af\u0027\u001c', 'Unpack it'],
    ['compressed with gzip twice', gzipSync(gzipSync('[1]')).toString('latin1'), 'gunzip'],
  ])('says that a source is %s, whatever it is called', async (is, bytes, hint) => {
    for (const format of [undefined, 'csv', 'json', 'jsonl'] as const) {
      const source = openSource(Buffer.from(bytes, 'latin1'), { name: 'rows.xlsx', format });
      const { error } = await readUntilError(source);

      expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', hint: expect.stringContaining(hint) });
      expect(error.message).toBe(
        `"rows.xlsx" is ${is}, and rows are read from CSV, TSV, JSON or JSONL`,
      );
    }
  });

  it.each(['PAR1,b', 'ORC,b', 'BZh,b', '%PDF-,b', '<htmlx,b', 'PK,b', 'Obj,b', '7z,b'])(
    'takes a table for one: %s',
    async (header) => {
      expect(await valuesOf(bytesOf(`${header}\n1,2\n`), { format: 'csv' })).toHaveLength(1);
    },
  );

  it('tells what a stream is whatever its pieces', async () => {
    const pieces = Array.from(Buffer.from(ODS, 'latin1'), (byte) => Uint8Array.of(byte));
    const { error } = await readUntilError(openSource(pieces));

    expect(error.message).toContain('an OpenDocument spreadsheet');
  });

  it('gives the rows before a stream fails, though it is short', async () => {
    function* failing() {
      yield bytesOf('1\n2\n');
      throw new Error('reset');
    }
    const { rows, error } = await readUntilError(jsonl(failing()));

    expect(rows.map(({ value }) => value)).toEqual([1, 2]);
    expect(error.code).toBe('SOURCE_READ');
  });

  it('unpacks zstd where Node.js does, and says that it does not elsewhere', async () => {
    const path = join(folder, 'packed.csv.zst');
    await writeFile(path, ZSTD);

    if (unpacksZstd) expect(await valuesOf(path)).toEqual([{ x: '1' }]);
    else
      expect((await readUntilError(openSource(path))).error).toMatchObject({
        code: 'SOURCE_SYNTAX',
        message: expect.stringContaining('compressed with zstd, which Node.js unpacks from 22.15'),
      });
  });

  it('refuses a path to pick in a format that has none', () => {
    expect(() => openSource('a.csv', { format: 'csv', pick: 'a' })).toThrow(
      expect.objectContaining({ option: 'pick' }),
    );
  });

  it('reads a table where an option of tables is given', async () => {
    const table = 'x;y\n1;2\n';

    expect(await valuesOf(bytesOf(table), { delimiter: ';' })).toEqual([{ x: '1', y: '2' }]);
    expect(await valuesOf(await file('delimited.txt', table), { delimiter: ';' })).toEqual([
      { x: '1', y: '2' },
    ]);
    expect(await valuesOf(await file('delimited.tsv', table), { delimiter: ';' })).toEqual([
      { x: '1', y: '2' },
    ]);
    expect(await valuesOf(await file('tabs.tsv', '#\nx\ty\n1\t2'), { comment: '#' })).toEqual([
      { x: '1', y: '2' },
    ]);
  });

  it.each([
    ['a.json', { delimiter: ';' }, 'delimiter'],
    ['a.csv', { format: 'jsonl', header: ['a'] }, 'header'],
    ['a.dat', { pick: 'a', skipLines: 1 }, 'skipLines'],
  ] as const)('refuses options of tables for %s with %j', (path, options, option) => {
    expect(() => openSource(path, options)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option }),
    );
  });

  it('reads Node streams', async () => {
    const source = openSource(Readable.from([Buffer.from('{"a":'), Buffer.from('1}\n')]));

    expect((await readRows(source)).map((row) => row.value)).toEqual([{ a: 1 }]);
  });

  it('reads web streams', async () => {
    const stream = new Blob(['{"a":1}\n']).stream();

    expect((await readRows(openSource(stream))).map((row) => row.value)).toEqual([{ a: 1 }]);
  });
});

describe('a source of a file', () => {
  it('tells what identifies it', async () => {
    const path = await file('identity.csv', 'a\n');

    expect(await csv(path).identity?.()).toEqual({
      path,
      bytes: 2,
      modified: expect.any(Number),
      reading: { format: 'csv', delimiter: 0x2c, maxRowBytes: 64 * 1024 * 1024 },
    });
    expect(csv(bytesOf('a\n')).identity).toBeUndefined();
    const options = { header: ['a'], skipLines: 1, comment: '#' };
    const { reading } = (await csv(path, { encoding: 'utf-8' }).identity?.()) ?? {};
    expect(reading?.['encoding']).toBeUndefined();
    expect(await csv(path, { encoding: 'latin1' }).identity?.()).toMatchObject({
      reading: { encoding: 'windows-1252' },
    });
    expect(await csv(path, options).identity?.()).toMatchObject({
      reading: { header: ['a'], skipLines: 1, comment: 0x23 },
    });
  });

  it('can be read again', async () => {
    const source = jsonl(await file('again.jsonl', '1\n2\n'));

    expect(await readRows(source)).toHaveLength(2);
    expect(await readRows(source)).toHaveLength(2);
  });

  it('says that there is no such file', async () => {
    const { error } = await readUntilError(openSource(join(folder, 'none.csv')));

    expect(error).toMatchObject({ code: 'SOURCE_NOT_FOUND', source: join(folder, 'none.csv') });
    await expect(openSource(join(folder, 'none.csv')).identity?.()).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });

  it('says that a folder is no file', async () => {
    const path = join(folder, 'folder.csv');
    await mkdir(path);
    const { error } = await readUntilError(openSource(path));

    expect(error.code).toBe('SOURCE_NOT_FILE');
  });

  it('says why a path cannot be read', async () => {
    const { error } = await readUntilError(openSource(join(folder, 'x'.repeat(300))));

    expect(error).toMatchObject({ code: 'SOURCE_READ', cause: { code: 'ENAMETOOLONG' } });
  });

  it('closes the file when the reader stops early, on an error, and on an abort', async () => {
    const long = await file('long.csv', `a\n${'1\n'.repeat(200_000)}`);
    const broken = await file('broken.json', '[1,]');
    const controller = new AbortController();
    const reason = new Error('enough');
    const before = await openFiles();

    for await (const rows of csv(long).rows()) if (rows.length > 0) break;
    await readUntilError(jsonArray(broken));
    const read = async () => {
      for await (const rows of csv(long).rows({ signal: controller.signal }))
        if (rows.length > 0) controller.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);

    expect(await openFiles()).toEqual(before);
  });
});

/** Numbers of the descriptors that are open, but for that of the listing. */
async function openFiles(): Promise<number> {
  return (await readdir('/dev/fd')).length;
}

describe('a source of a stream', () => {
  it('stops the stream when the reader stops early', async () => {
    let closed = 0;
    function* endless() {
      try {
        for (;;) yield bytesOf('1\n');
      } finally {
        closed += 1;
      }
    }
    for await (const rows of jsonl(endless()).rows()) if (rows.length > 0) break;

    expect(closed).toBe(1);
  });

  it('keeps rows whole though the stream reuses its memory', async () => {
    function* reusing() {
      const memory = new Uint8Array(8);
      for (let round = 0; round < 3; round += 1) {
        memory.set(bytesOf(`{"a":${round}}\n`));
        yield memory;
      }
    }
    const rows = await readRows(jsonl(reusing()));

    expect(rows.map((row) => row.text('a'))).toEqual(['0', '1', '2']);
  });

  it('gives the failure of a stream as cause, and refuses text', async () => {
    const cause = new Error('reset');
    const failing = new Readable({
      read() {
        this.destroy(cause);
      },
    });

    expect((await readUntilError(jsonl(failing))).error).toMatchObject({
      code: 'SOURCE_READ',
      cause,
    });
    const text = ['1\n'] as unknown as Uint8Array[];
    expect((await readUntilError(jsonl(text))).error.message).toBe(
      'The source "stream" gave string where bytes are needed',
    );
  });

  it('can be read only once', async () => {
    const source = jsonl(Readable.from([Buffer.from('1\n')]));
    await readRows(source);

    expect(() => source.rows()).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });
});
