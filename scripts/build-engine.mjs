// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as asc from 'assemblyscript/asc';
import { REPOSITORY } from './repository.mjs';

/**
 * Compiles what stands in `assembly/` into the committed modules of `src/engine/wasm/` and `src/io/s3/`; with `--check` it only compares the two.
 *
 * The compiler is pinned, so that the same source gives the same bytes anywhere.
 */
const MODULES = [
  {
    source: 'assembly/index.ts',
    module: 'src/engine/wasm/simd-wasm.ts',
    name: 'SIMD_WASM',
    what: "The engine's WebAssembly",
  },
  {
    source: 'assembly/rows/index.ts',
    module: 'src/engine/wasm/rows-wasm.ts',
    name: 'ROWS_WASM',
    what: 'The WebAssembly of the engine for rows',
  },
  {
    source: 'assembly/values/index.ts',
    module: 'src/engine/wasm/values-wasm.ts',
    name: 'VALUES_WASM',
    what: 'The WebAssembly that writes strings of JavaScript',
  },
  {
    source: 'assembly/cells/index.ts',
    module: 'src/engine/wasm/cells-wasm.ts',
    name: 'CELLS_WASM',
    what: 'The WebAssembly that writes lines of JSON as CSV',
  },
  {
    source: 'assembly/checksums/index.ts',
    module: 'src/io/s3/checksums-wasm.ts',
    name: 'CHECKSUMS_WASM',
    what: 'The WebAssembly of checksums',
  },
];
const OPTIONS = '-O3 --converge --noAssert --enable simd --runtime stub'.split(' ');

/** @param {string} source @returns {Promise<Buffer>} The module. */
async function compile(source) {
  const folder = mkdtempSync(path.join(tmpdir(), 'engine-'));
  try {
    const file = path.join(folder, 'engine.wasm');
    const outFile = path.relative(REPOSITORY, file);
    const { error } = await asc.main([source, ...OPTIONS, '--outFile', outFile], {
      stderr: process.stderr,
    });
    if (error) throw new Error(`${source} does not compile`, { cause: error });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Buffer} wasm @param {{ name: string, what: string }} as @returns {string} */
function moduleText(wasm, { name, what }) {
  const lines = wasm.toString('base64').match(/.{1,92}/g) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  return `// Written by scripts/build-engine.mjs from assembly/; not to be edited.
/** ${what}, ${wasm.length} bytes, in base64. */
export const ${name}: string =
${text};
`;
}

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
process.chdir(REPOSITORY);
for (const { source, module, ...as } of MODULES) {
  const wasm = await compile(source);
  const text = moduleText(wasm, as);
  if (!options.check) {
    writeFileSync(module, text);
    console.log(`${module}: ${wasm.length} bytes of WebAssembly`);
  } else if (readFileSync(module, 'utf8') !== text) {
    console.error(`${module} is not what ${source} compiles to: run npm run build:engine`);
    process.exitCode = 1;
  } else console.log(`${module} is what ${source} compiles to`);
}
