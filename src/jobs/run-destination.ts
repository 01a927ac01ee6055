import { InvalidOptionError, quote } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import type { BedrockOptions } from './bedrock-client.ts';

/**
 * Fills in the region and endpoint of a run, where a client has to be made for it.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run's endpoint is only a name, such as `local`, and neither client
 *   nor endpoint is given.
 */
export function runDestination<T extends BedrockOptions>(run: Run, options: T): T {
  if (options.bedrock !== undefined) return options;
  const { region, endpoint } = run.state.target;
  const filled = { ...options, region: options.region ?? region };
  if (options.endpoint !== undefined || endpoint === 'aws') return filled;
  if (/^https?:\/\//.test(endpoint)) return { ...filled, endpoint };
  throw new InvalidOptionError(
    `The run ${quote(run.name)} is at the endpoint ${quote(endpoint)}, whose URL is not known`,
    {
      option: 'endpoint',
      expected: 'the URL of the endpoint, or a client for it',
      received: 'nothing',
      hint: 'Pass the client that the run was submitted with, or start the emulator again with --local',
    },
  );
}
