import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSchema } from '../../../src/builders/index.ts';
import { type SchemaUse } from '../../../src/builders/records/schema-file.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

async function file(name: string, text: string): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, text);
  return path;
}

const by = (vendor: string) =>
  `{ '~standard': { version: 1, vendor: '${vendor}', validate: (value) => ({ value }) } }`;

describe('loadSchema()', () => {
  it.each([
    ['a.mjs', `export default ${by('right')}`],
    ['b.mjs', `export const schema = ${by('right')}`],
    ['c.mjs', `export const modelInput = ${by('right')}; export default ${by('other')}`],
    ['d.mjs', `export default ${by('right')}; export const row = ${by('other')}`],
    ['e.cjs', `module.exports = ${by('right')}`],
    ['f.cjs', `module.exports = { modelInput: ${by('right')} }`],
    ['g.mjs', `export default Object.assign(() => 1, ${by('right')})`],
    ['h.mts', `const own: object = ${by('right')}; export default own`],
    ['i.ts', `export const schema: object = ${by('right')}`],
  ])('loads %s', async (name, text) => {
    const schema = await loadSchema(await file(name, text));

    expect(schema['~standard'].vendor).toBe('right');
  });

  it('loads both schemas of one file, made with zod', async () => {
    await symlink(join(process.cwd(), 'node_modules'), join(folder.path, 'node_modules'));
    const text = `import { z } from 'zod';
      export const modelInput = z.object({ inputText: z.string() });
      export const row: z.ZodType = z.object({ title: z.string() });`;
    const path = await file('both.ts', text);
    const fits = async (use: SchemaUse, value: unknown) =>
      (await (await loadSchema(path, use))['~standard'].validate(value)).issues === undefined;

    expect(await fits('modelInput', { inputText: 'x' })).toBe(true);
    expect(await fits('row', { inputText: 'x' })).toBe(false);
    expect(await fits('row', { title: 'x' })).toBe(true);
  });

  it.each([
    ['modelInput', 'schema', 'export default { parse: () => 1 }', 'exports no schema'],
    ['row', 'rowSchema', `export const modelInput = ${by('x')}`, 'exports no schema'],
    [
      'row',
      'rowSchema',
      'throw new TypeError("no zod")',
      'failed while it was loaded: "TypeError: no zod"',
    ],
  ] as const)('refuses a file for %s that is none', async (use, option, text, problem) => {
    await expect(loadSchema(await file('wrong.mjs', text), use)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option,
      message: expect.stringContaining(problem),
    });
  });

  it('says that there is no such file', async () => {
    await expect(loadSchema(join(folder.path, 'nowhere.ts'))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('There is no schema file'),
    });
  });
});
