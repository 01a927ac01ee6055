import { DatasetError, InvalidOptionError, quote } from '../../core/index.ts';
import type { Run } from './run.ts';
import type { RunTarget } from './run-state.ts';

/** What of a URL a shell takes as it stands, without quotes. */
const PLAIN_URL = /^https?:\/\/[\w.:[\]-]+(?:\/[\w.~/-]*)?$/;

/**
 * Makes sure that requests about a run go where it was submitted, before one is sent.
 *
 * `run.json` is data, perhaps someone else's: an address that stands in it is compared and never called. So the endpoint
 * of a run that is not at AWS has to be given again, by option, flag or environment, also on the loopback.
 *
 * @param run The run.
 * @param asked Where requests would go: the region, and `aws` or the URL of another endpoint.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run is at another endpoint than AWS's and none is given.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where what is given is not what the run was begun with.
 */
export function requireRunTarget(run: Run, asked: Pick<RunTarget, 'region' | 'endpoint'>): void {
  const { region, endpoint } = run.state.target;
  if (asked.region !== region) throw targetDiffers(run, ['region', region, asked.region]);
  if (endpoint !== 'aws' && asked.endpoint === 'aws') throw endpointNotGiven(run);
  const isComparable = endpoint === 'aws' || isUrl(endpoint);
  if (isComparable && asked.endpoint !== endpoint)
    throw targetDiffers(run, ['endpoint', endpoint, asked.endpoint]);
}

/** The error for a run whose endpoint is not AWS's, where none is given. */
export function endpointNotGiven({ name, state: { target } }: Run): InvalidOptionError {
  const { endpoint } = target;
  const why = isUrl(endpoint)
    ? 'and an address that stands in a file is called only where it is given again'
    : 'whose URL is not known';
  return new InvalidOptionError(
    `The run ${quote(name)} is at the endpoint ${quote(endpoint, 200)}, ${why}`,
    {
      option: 'endpoint',
      expected: 'the URL of the endpoint, or a client for it',
      received: 'nothing',
      hint: isUrl(endpoint) ? againHint(endpoint) : CLIENT_HINT,
    },
  );
}

/** The error for a run that was begun with something else than what is asked for. */
export function targetDiffers(
  run: Run,
  [what, before, now]: readonly [what: string, before: string, now: string],
): DatasetError {
  const message = `The run ${quote(run.name)} was begun for the ${what} ${quote(before, 200)}, and now ${quote(now, 200)} is asked for`;
  return new DatasetError('RUN_TARGET_DIFFERS', message, {
    path: run.dataset.folder,
    hint: 'Repeat the command with what the run was begun with, or begin another run with --run NAME and pay for it',
  });
}

const CLIENT_HINT =
  'Pass the client that the run was submitted with, or start the emulator again with --local';

/** Who copies a hint into a shell must not run what a file says. */
function againHint(endpoint: string): string {
  const flag = PLAIN_URL.test(endpoint) ? `--endpoint-url ${endpoint}` : '--endpoint-url';
  return `Where you trust it, give it again with ${flag}, or by the option endpoint`;
}

function isUrl(endpoint: string): boolean {
  return /^https?:\/\//.test(endpoint);
}
