import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidOptionError, isObject, quote, SourceError } from '../../core/index.ts';
import { fileIdentity } from '../../io/index.ts';

/** A file of the user's that is run for what it exports. */
export interface ModuleFile {
  /** Path of the file, from the working directory. */
  readonly path: string;
  /** Option that errors name. */
  readonly option: string;
  /** What errors call the file, such as `map file`. */
  readonly kind: string;
}

/** What is looked for among the exports of a file. */
export interface WantedExport<Value> {
  /** The first of these names that stands for a fitting value wins. */
  readonly names: readonly string[];
  readonly fits: (value: unknown) => value is Value;
}

const TYPESCRIPT: ReadonlySet<string> = new Set(['.ts', '.mts', '.cts']);

/**
 * Runs a file and gives what it exports; undefined where that is something else.
 *
 * `.js`, `.mjs` and `.cjs` are imported as they are; `.ts`, `.mts` and `.cts` need tsx to be installed beside this package.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the file is missing, throws, or needs tsx.
 * @throws {SourceError} `SOURCE_NOT_FILE` where it is a folder.
 */
export async function loadExport<Value>(
  file: ModuleFile,
  wanted: WantedExport<Value>,
): Promise<Value | undefined> {
  await requireFile(file);
  const url = pathToFileURL(resolve(file.path)).href;
  const load = TYPESCRIPT.has(extname(file.path)) ? await typescriptLoader(file) : importFile;
  return exportOf(await loadModule(file, () => load(url)), wanted);
}

/** Says what is wrong with a file of the user's. */
export function moduleError(
  { option }: Pick<ModuleFile, 'option'>,
  message: string,
  details: { readonly expected?: string; readonly hint: string; readonly cause?: unknown },
): InvalidOptionError {
  return new InvalidOptionError(message, { option, ...details });
}

function importFile(url: string): Promise<unknown> {
  return import(url);
}

async function requireFile(file: ModuleFile): Promise<void> {
  try {
    await fileIdentity(file.path);
  } catch (cause) {
    if (cause instanceof SourceError && cause.code === 'SOURCE_NOT_FILE') throw cause;
    const hint = 'Check the path';
    throw moduleError(file, `There is no ${file.kind} ${quote(file.path)}`, { hint, cause });
  }
}

/** The name stands in a variable, so that bundlers do not ask for a package that is optional. */
const TSX: string = 'tsx/esm/api';

async function typescriptLoader(file: ModuleFile): Promise<(url: string) => Promise<unknown>> {
  try {
    const { tsImport } = (await import(TSX)) as typeof import('tsx/esm/api');
    return (url) => tsImport(url, url);
  } catch (cause) {
    const hint =
      'Install tsx beside bedrock-batch (npm install tsx), or write the file in JavaScript';
    const message = `${quote(file.path)} is TypeScript, and tsx, which runs it, cannot be loaded`;
    throw moduleError(file, message, { hint, cause });
  }
}

async function loadModule(file: ModuleFile, load: () => Promise<unknown>): Promise<unknown> {
  try {
    return await load();
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const message = `${quote(file.path)} failed while it was loaded: ${quote(reason, 200)}`;
    throw moduleError(file, message, {
      hint: 'Run the file alone with node, or tsx, to see more',
      cause,
    });
  }
}

/** A CommonJS module that was compiled from an ES module has its exports one `default` deeper. */
function exportOf<Value>(module: unknown, { names, fits }: WantedExport<Value>): Value | undefined {
  const inner = isObject(module) ? module['default'] : undefined;
  for (const exports of [module, inner]) {
    for (const name of names) {
      const value = isObject(exports) ? exports[name] : undefined;
      if (fits(value)) return value;
    }
  }
  return undefined;
}
