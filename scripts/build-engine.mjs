// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as asc from 'assemblyscript/asc';
import { REPOSITORY } from './repository.mjs';

/**
 * Compiles `assembly/` into the committed module `src/engine/wasm/simd-wasm.ts`; with `--check` it only compares the two.
 *
 * The compiler is pinned, so that the same source gives the same bytes anywhere.
 */
const MODULE = 'src/engine/wasm/simd-wasm.ts';
const OPTIONS = '-O3 --converge --noAssert --enable simd --runtime stub'.split(' ');

/** @returns {Promise<Buffer>} The module. */
async function compile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'engine-'));
  try {
    const file = path.join(folder, 'engine.wasm');
    const outFile = path.relative(REPOSITORY, file);
    const { error } = await asc.main(['assembly/index.ts', ...OPTIONS, '--outFile', outFile], {
      stderr: process.stderr,
    });
    if (error) throw new Error('assembly/ does not compile', { cause: error });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Buffer} wasm @returns {string} */
function moduleText(wasm) {
  const lines = wasm.toString('base64').match(/.{1,92}/g) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  return `// Written by scripts/build-engine.mjs from assembly/; not to be edited.
/** The engine's WebAssembly, ${wasm.length} bytes, in base64. */
export const SIMD_WASM: string =
${text};
`;
}

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
process.chdir(REPOSITORY);
const wasm = await compile();
const text = moduleText(wasm);
if (!options.check) {
  writeFileSync(MODULE, text);
  console.log(`${MODULE}: ${wasm.length} bytes of WebAssembly`);
} else if (readFileSync(MODULE, 'utf8') !== text) {
  console.error(`${MODULE} is not what assembly/ compiles to: run npm run build:engine`);
  process.exitCode = 1;
} else console.log(`${MODULE} is what assembly/ compiles to`);
