import { quote } from '../../../core/index.ts';
import { UsageError } from '../../session/usage-error.ts';

/** Variables by which engines tell a task which one it is, counted from 0. */
const ENGINES = [
  ...['SLURM_ARRAY_TASK_ID', 'AWS_BATCH_JOB_ARRAY_INDEX', 'JOB_COMPLETION_INDEX'],
] as const;

/** What the help says of it. */
export const INDEX_HELP: string =
  'which one, counted from 0; default: what Slurm, AWS Batch or Kubernetes says';

/**
 * Gives the index of a task: the one that was given, else the one that the engine tells.
 *
 * @throws {UsageError} where neither does, or an engine tells none.
 */
export function taskIndex(
  given: number | undefined,
  env: Readonly<Record<string, string | undefined>>,
): number {
  if (given !== undefined) return given;
  const name = ENGINES.find((variable) => (env[variable] ?? '') !== '');
  if (name === undefined)
    throw new UsageError('Nothing tells which index this is', {
      hint: `Give --index, or let an engine set one of ${ENGINES.join(', ')}`,
    });
  const value = env[name] ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`${name} is ${quote(value)}, and a whole number from 0 is needed`, {
    hint: 'Give --index',
  });
}
