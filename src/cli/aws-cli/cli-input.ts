import { InvalidArgumentError } from 'commander';
import { type ApiShapeName, apiConstraints, isObject, quote } from '../../core/index.ts';
import { readScalar } from './api-value.ts';
import { textOf } from './from-file.ts';
import { readJson } from './read-json.ts';

/** Flags that give a whole request. */
export interface CliInputFlags {
  readonly cliInputJson?: string | undefined;
  readonly cliInputYaml?: string | undefined;
}

/**
 * Reads the request that `--cli-input-json` or `--cli-input-yaml` gives, as text or as `file://`; members are checked with the whole request.
 *
 * @returns The members by name, times as `Date`; none where neither flag is given.
 * @throws {InvalidArgumentError} that says where it cannot be read.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ` for a file.
 */
export async function readCliInput(
  { cliInputJson, cliInputYaml }: CliInputFlags,
  shape: ApiShapeName,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const word = cliInputJson ?? cliInputYaml;
  if (word === undefined) return {};
  const text = await textOf(word, signal);
  const value = cliInputJson === undefined ? await readYaml(text) : readJson(text.trim());
  if (!isObject(value))
    throw new InvalidArgumentError('It is no object with members of the request');
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withTime(shape, key, member)]),
  );
}

async function readYaml(text: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: false });
  const [fault] = document.errors;
  if (fault === undefined) return document.toJS({ maxAliasCount: 100 }) as unknown;
  throw new InvalidArgumentError(
    `It is no YAML at character ${fault.pos[0] + 1}: ${quote(fault.message, 200)}`,
  );
}

/** JSON and YAML have times as texts. */
function withTime(shape: ApiShapeName, key: string, member: unknown): unknown {
  const request = apiConstraints[shape];
  const name = request.type === 'structure' ? request.members[key] : undefined;
  const isTime = name !== undefined && apiConstraints[name as ApiShapeName].type === 'timestamp';
  const isText = typeof member === 'string' || typeof member === 'number';
  return isTime && isText ? readScalar(String(member), 'timestamp') : member;
}
