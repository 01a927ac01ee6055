// @ts-check
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { REPOSITORY } from './repository.mjs';

/** What loads zod. It stays a file of its own: bundlers see `require` in it, and would not see what a bundle makes of that. */
export const ZOD_LOADER = 'load-zod.cjs';

const ZOD = path.join(REPOSITORY, 'node_modules/zod');
const BUNDLE = 'zod.cjs';
const NOTHING = '\0nothing';
/** Where the package lists the languages of its messages; English, which it speaks by itself, is imported by another way. */
const TRANSLATIONS = /[\\/]locales[\\/]index\.js$/;

/**
 * Makes one file of zod without its translations, which every way into the package loads: two thirds of what loading it takes, and of the memory.
 *
 * The package stays a dependency: the types name it. Schemas of the user's own zod work beside it, for nothing asks which copy made them.
 *
 * @param {string} folder Where the bundle is written, and the loader, which requires it there.
 */
export async function bundleZod(folder) {
  let isLeftOut = false;
  const bundle = await rolldown({
    platform: 'node',
    input: path.join(ZOD, 'index.js'),
    plugins: [
      {
        name: 'no-translations',
        resolveId: (id) => (TRANSLATIONS.test(id) ? NOTHING : undefined),
        load(id) {
          if (id !== NOTHING) return;
          isLeftOut = true;
          return 'export {};';
        },
      },
    ],
  });
  await bundle.write({
    file: path.join(folder, BUNDLE),
    format: 'cjs',
    exports: 'named',
    minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
  });
  if (!isLeftOut) throw new Error('zod lists its translations in another place now');
  copyFileSync(path.join(ZOD, 'LICENSE'), path.join(folder, 'zod.LICENSE'));
  const loader = readFileSync(path.join(REPOSITORY, 'src/core', ZOD_LOADER), 'utf8');
  writeFileSync(
    path.join(folder, ZOD_LOADER),
    loader.replace("require('zod')", `require('./${BUNDLE}')`),
  );
}
