// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { OUT, variant } from './variant.mjs';

const SOURCE = path.resolve(import.meta.dirname, '../rivals/simdjson_dom.cpp');
const NAME = 'simdjson DOM in C++';
const COMPILER = 'g++';

/** @type {{ readonly program: string, readonly missing?: string } | undefined} */
let compiled;

/** Compiles the rival, once a bench. @returns {{ readonly program: string, readonly missing?: string }} */
function compile() {
  mkdirSync(OUT, { recursive: true });
  const program = path.join(OUT, 'simdjson-dom');
  const { error, status, stderr } = spawnSync(
    COMPILER,
    ['-O3', '-std=c++17', SOURCE, '-lsimdjson', '-o', program],
    { encoding: 'utf8' },
  );
  if (error !== undefined) return { program, missing: `there is no ${COMPILER}` };
  if (status === 0) return { program };
  const [why = 'it does not compile'] = /error: .*/.exec(stderr) ?? [];
  return { program, missing: `${why} (Debian and Ubuntu: apt-get install libsimdjson-dev)` };
}

/** @param {string} file @returns {import('./variant.mjs').Variant} */
export function simdjson(file) {
  compiled ??= compile();
  const { program, missing } = compiled;
  const made = variant(NAME, [program, file]);
  return missing === undefined ? made : { ...made, missing };
}
