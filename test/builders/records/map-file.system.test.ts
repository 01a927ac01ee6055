import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fromIterable,
  loadMapFunction,
  type MapFunction,
  recordIds,
} from '../../../src/builders/index.ts';
import { mapRecord } from '../../../src/builders/records/map-file.ts';
import { firstRow } from '../../support/read-rows.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'map-file-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const modelInput = { inputText: 'Jaws' };
const body = '({ modelInput: { inputText: row.title } })';

describe('loadMapFunction()', () => {
  it.each([
    ['a.mjs', `export default (row) => ${body}`],
    ['b.mjs', `export const map = async (row) => ${body}`],
    ['c.mjs', `export function record(row) { return ${body} }`],
    ['d.cjs', `module.exports = (row) => ${body}`],
    ['e.cjs', `module.exports = { map: (row) => ${body} }`],
    [
      'f.cjs',
      `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = (row) => ${body}`,
    ],
    ['g.mts', `export default (row: { title: string }): object => ${body}`],
    ['h.cts', `export default (row: { title: string }): object => ${body}`],
    ['i.ts', `export const map = (row: { title: string }): object => ${body}`],
  ])('loads %s', async (name, text) => {
    const map = await loadMapFunction(await file(name, text));

    expect(await map({ title: 'Jaws' }, { number: 1 })).toEqual({ modelInput });
  });

  it('loads TypeScript that has a default export in a CommonJS package', async () => {
    await file('package.json', '{"type":"commonjs"}');
    const map = await loadMapFunction(
      await file('commonjs.ts', `export default (row: { title: string }): object => ${body}`),
    );

    expect(await map({ title: 'Jaws' }, { number: 1 })).toEqual({ modelInput });
  });

  it.each([
    ['none.mjs', 'export const other = 1; export default { title: "x" };', 'exports no function'],
    [
      'throws.mjs',
      'throw new TypeError("no key in the environment");',
      'failed while it was loaded: "TypeError: no key in the environment"',
    ],
    [
      'imports.mjs',
      'import "./not-there.mjs"; export default () => {};',
      'failed while it was loaded',
    ],
  ])('refuses %s', async (name, text, problem) => {
    await expect(loadMapFunction(await file(name, text))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'map',
      message: expect.stringContaining(problem),
    });
  });

  it('says that there is no such file', async () => {
    await expect(loadMapFunction(join(folder, 'nowhere.mjs'))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('There is no map file'),
    });
  });

  it('says that tsx is needed where it is not installed', async () => {
    await build({
      entryPoints: ['src/builders/records/map-file.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(folder, 'bundle.mjs'),
      logLevel: 'silent',
    });
    await file('typed.mts', 'export default () => {};');
    const script = `import { loadMapFunction } from './bundle.mjs';
      await loadMapFunction('typed.mts').catch(({ code, message, hint }) => console.log(JSON.stringify({ code, message, hint })));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [await file('run.mjs', script)],
      { cwd: folder },
    );

    expect(JSON.parse(stdout)).toEqual({
      code: 'INVALID_OPTION',
      message: '"typed.mts" is TypeScript, and tsx, which runs it, cannot be loaded',
      hint: 'Install tsx beside bedrock-batch (npm install tsx), or write the file in JavaScript',
    });
  });
});

describe('mapRecord()', () => {
  async function mapped(map: MapFunction<never>, rule?: string) {
    const row = await firstRow(fromIterable([{ title: 'Jaws' }], { name: 'films' }));
    return mapRecord(map, await recordIds(rule))(row);
  }

  it('gives the function the row and its number, and an id where it gives none', async () => {
    const map = ((row: { title: string }, { number }: { number: number }) => ({
      modelInput: { row, number },
    })) as MapFunction<never>;

    expect(await mapped(map)).toEqual({
      record: { recordId: '00000001', modelInput: { row: { title: 'Jaws' }, number: 1 } },
      diagnostics: [],
    });
  });

  it('keeps the id that the function gives', async () => {
    expect(await mapped(() => ({ recordId: 'x', modelInput }), 'hash')).toMatchObject({
      record: { recordId: 'x' },
    });
  });

  it('is synchronous where the function is, and waits where it is not', async () => {
    expect(await mapped(async () => ({ modelInput }))).toMatchObject({ record: { modelInput } });
    const row = await firstRow(fromIterable([1]));
    expect(mapRecord(() => ({ modelInput }), await recordIds())(row)).not.toBeInstanceOf(Promise);
  });

  it.each([
    [undefined, 'the map function returned nothing'],
    ['text', 'the map function returned "text"'],
    [[], 'the map function returned an array of 0'],
    [{}, 'what the map function returned has no modelInput'],
    [{ modelInput: 'text' }, 'its modelInput is "text", and must be an object'],
    [{ recordId: 7, modelInput }, 'its recordId is 7, and must be a string'],
    [
      { modelInput, prompt: 'x' },
      'what the map function returned has the key "prompt" beside recordId and modelInput',
    ],
  ])('makes no record of %j', async (output, reason) => {
    expect(await mapped((() => output) as unknown as MapFunction<never>)).toEqual({
      diagnostics: [
        expect.objectContaining({
          code: 'ROW_NOT_MAPPED',
          args: { row: 1, reason },
          location: { source: 'films' },
        }),
      ],
    });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no \u001b title');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no \u001b title'))],
  ])('quotes what a function %s', async (_, map) => {
    expect(await mapped(map)).toMatchObject({
      diagnostics: [
        { code: 'ROW_NOT_MAPPED', args: { reason: 'the map function threw "no \\u001b title"' } },
      ],
    });
  });

  it('does not take an unknown column of the id for a fault of the function', async () => {
    const row = {
      number: 1,
      source: 'x',
      columns: ['a'],
      isTabular: true,
      value: {},
      text: () => undefined,
    };
    const toRecord = mapRecord(() => ({ modelInput }), await recordIds('{{b}}'));

    expect(() => toRecord(row)).toThrow(
      expect.objectContaining({ code: 'TEMPLATE_COLUMN_UNKNOWN' }),
    );
  });
});
