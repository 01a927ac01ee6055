import { type Command, InvalidArgumentError } from 'commander';
import { type ApiShapeName, checkConstraints } from '../../core/index.ts';
import { fullName, UsageError } from '../session/usage-error.ts';
import { type CliInputFlags, readCliInput } from './cli-input.ts';
import { memberFlag } from './member-flag.ts';

interface Reading {
  readonly shapeName: ApiShapeName;
  readonly command: Command;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the request that a command is given as a whole; none where it is not.
 *
 * @throws {UsageError} where it cannot be read.
 */
export async function inputOf(
  flags: CliInputFlags,
  { shapeName, command, signal }: Reading,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await readCliInput(flags, shapeName, signal);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const flag = flags.cliInputJson === undefined ? '--cli-input-yaml' : '--cli-input-json';
    throw refused(`${flag} cannot be read: ${error.message}`, command);
  }
}

/** What is asked of a request. */
interface Wanted {
  readonly shapeName: ApiShapeName;
  /** Whether what is missing is known from elsewhere. Default false. */
  readonly isPart?: boolean | undefined;
  readonly command: Command;
}

/**
 * Makes sure that Bedrock would take a request.
 *
 * @throws {UsageError} for the first member that it would refuse.
 */
export function requireValid(
  request: Readonly<Record<string, unknown>>,
  { shapeName, isPart = false, command }: Wanted,
): void {
  const findings = checkConstraints(shapeName, request).filter(
    ({ rule }) => !isPart || rule !== 'present',
  );
  const [finding] = findings;
  if (finding === undefined) return;
  const missing = findings.filter(({ rule, path }) => rule === 'present' && /^\w+$/.test(path));
  if (missing.length > 0) {
    const flags = missing.map(({ path }) => memberFlag(path)).join(', ');
    throw refused(`${fullName(command)} needs ${flags}`, command);
  }
  const { path, rule, received, expected } = finding;
  const what = `${memberFlag(/^\w+/.exec(path)?.[0] ?? '')}: ${path}`;
  if (rule === 'known') throw refused(`${path} is no member of the request: ${expected}`, command);
  if (rule === 'present') throw refused(`${what} is missing`, command);
  throw refused(`${what} is ${received}, and Bedrock takes ${expected}`, command);
}

function refused(message: string, command: Command): UsageError {
  return new UsageError(message, { hint: `See ${fullName(command)} --help` });
}
