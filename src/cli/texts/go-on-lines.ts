import { countOf } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { AwsFlags } from '../flags/flags.ts';
import { LOCAL_ENDPOINT } from '../services/local-run.ts';

/** Flags that the next commands need again; the region stands in `run.json`. */
export type FlagsToRepeat = Pick<AwsFlags, 'profile' | 'endpointUrl'> & {
  readonly run?: string | undefined;
  /** Whether the command that submitted the run can be given again: stdin is read once. */
  readonly isRepeatable: boolean;
  /** Whether only a canary is with Bedrock. */
  readonly isCanaryOpen?: boolean | undefined;
};

/** Says of a run that nobody waits for how it goes on: the commands to copy, and what else there is. */
export function goOnLines(run: Run, flags: FlagsToRepeat): readonly string[] {
  const { target } = run.state;
  const jobs = run.state.jobs.filter(({ attempts }) => attempts.length > 0);
  const isLocal = target.endpoint === LOCAL_ENDPOINT;
  const how = isLocal
    ? 'kept by the embedded emulator, which has stopped and goes on with the next command'
    : 'with Bedrock, which runs and bills them';
  const are = jobs.length === 1 ? 'is' : 'are';
  const there = `jobs      ${countOf(jobs.length, 'job')} ${are} ${how}`;
  if (flags.isCanaryOpen === true) return [there, ONLY_CANARY];
  const again = [shellWord(run.dataset.folder), ...repeated(flags)].join(' ');
  return [
    there,
    `go on     bedrock-batch jobs wait ${again}`,
    `          bedrock-batch results ${again}`,
    ...(flags.isRepeatable ? [SAME_COMMAND] : []),
  ];
}

const ONLY_CANARY =
  'go on     the same command once the canary has ended: it says what it came to, and decides on the others';
const SAME_COMMAND =
  'or        the same command without --detach: it waits, and keeps the outcomes';

function repeated({ run, profile, endpointUrl }: FlagsToRepeat): readonly string[] {
  const flags = { '--run': run, '--profile': profile, '--endpoint-url': endpointUrl };
  return Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [flag, shellWord(value)],
  );
}

/** Writes a word so that a POSIX shell reads it as it is. */
function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
