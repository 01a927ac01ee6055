import { resolve } from 'node:path';
import { type BuildOptions, loadMapFunction, loadSchema } from '../../builders/index.ts';
import { InvalidOptionError, quote } from '../../core/index.ts';
import { sha256 } from '../../dataset/index.ts';
import { readTextFile } from '../../io/index.ts';
import type { PartitionOptions, PartitionPlan, PlannedModule } from './partition-plan.ts';

/** Modules of a plan with what they export, as a build takes it. */
interface LoadedModules
  extends Pick<
    BuildOptions,
    'record' | 'recordKey' | 'schema' | 'schemaKey' | 'rowSchema' | 'rowSchemaKey'
  > {
  readonly modules: PartitionPlan['modules'];
}

/** Loads the modules that options name. */
export async function loadModules(
  { map, schemaFile, rowSchemaFile }: PartitionOptions,
  signal?: AbortSignal,
): Promise<LoadedModules> {
  const text = (path: string | undefined) =>
    path === undefined ? undefined : readTextFile(path, signal);
  const [recordKey, schemaKey, rowSchemaKey] = [
    await text(map),
    await text(schemaFile),
    await text(rowSchemaFile),
  ];
  return {
    record: map === undefined ? undefined : await loadMapFunction(map),
    recordKey,
    schema: schemaFile === undefined ? undefined : await loadSchema(schemaFile),
    schemaKey,
    rowSchema: rowSchemaFile === undefined ? undefined : await loadSchema(rowSchemaFile, 'row'),
    rowSchemaKey,
    modules: {
      map: planned(map, recordKey),
      schema: planned(schemaFile, schemaKey),
      rowSchema: planned(rowSchemaFile, rowSchemaKey),
    },
  };
}

function planned(path: string | undefined, text: string | undefined): PlannedModule | undefined {
  return path === undefined || text === undefined
    ? undefined
    : { path: resolve(path), digest: sha256(text) };
}

/**
 * Gives the options of the build of a plan, once its modules are loaded and known to be those it was made with.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where a module is another one now.
 */
export async function plannedBuild(
  plan: PartitionPlan,
  { out, signal }: Pick<BuildOptions, 'out' | 'signal'>,
): Promise<BuildOptions> {
  const { map, schema, rowSchema } = plan.modules;
  const options: PartitionOptions = {
    ...plan.options,
    map: map?.path,
    schemaFile: schema?.path,
    rowSchemaFile: rowSchema?.path,
  };
  const { modules, ...loaded } = await loadModules(options, signal);
  for (const name of ['map', 'schema', 'rowSchema'] as const)
    requireSame(name, plan.modules[name], modules[name]);
  return { ...buildOptionsOf(options), ...loaded, out, signal };
}

/** The options that a build knows too. */
export function buildOptionsOf({
  map: _map,
  schemaFile: _schema,
  rowSchemaFile: _rowSchema,
  ...options
}: PartitionOptions): Omit<BuildOptions, 'out'> {
  return options;
}

function requireSame(
  option: string,
  then: PlannedModule | undefined,
  now: PlannedModule | undefined,
): void {
  if (then?.digest === now?.digest) return;
  throw new InvalidOptionError(
    `The file ${quote(then?.path ?? '')} was changed since the plan was made; nothing was built`,
    {
      option,
      expected: 'the file that the plan was made with',
      received: 'another text',
      hint: 'Put it back as it was, or remove the plan with plan --clean and plan again',
    },
  );
}
