import { endpointNotGiven, type Run } from '../../dataset/index.ts';
import { isAwsHost } from '../../io/index.ts';
import type { RuntimeClient, RuntimeOptions } from './on-demand-options.ts';

/**
 * Makes sure that records can be asked on demand, before anything else is done.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the SDK is not installed.
 */
export async function requireRuntimeSdk(): Promise<void> {
  const { loadRuntimeSdk } = await import('./aws-runtime.ts');
  await loadRuntimeSdk();
}

/**
 * Makes a client of Bedrock's runtime from a configuration of the SDK's own.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the SDK is not installed.
 */
export async function makeRuntimeClient(config: object): Promise<RuntimeClient> {
  const { loadRuntimeSdk } = await import('./aws-runtime.ts');
  const { BedrockRuntimeClient } = await loadRuntimeSdk();
  return new BedrockRuntimeClient(config);
}

/**
 * Calls a function with a client for the records of a run: the one passed in as it is, else one for the run's region, which is closed afterwards.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run is at an endpoint of its own and neither client nor endpoint is given: an
 *   address in `run.json` is never called, and AWS is not asked instead.
 */
export async function withRuntimeOf<Value>(
  run: Run,
  options: RuntimeOptions,
  use: (runtime: RuntimeClient) => Promise<Value>,
): Promise<Value> {
  if (options.runtime !== undefined) return use(options.runtime);
  const { loadRuntimeSdk, newRuntimeClient, runtimeUrl } = await import('./aws-runtime.ts');
  const sdk = await loadRuntimeSdk();
  const { target } = run.state;
  const runtime = await newRuntimeClient(sdk, {
    ...options,
    region: options.region ?? target.region,
  });
  try {
    const { hostname } = await runtimeUrl(sdk, runtime);
    if (target.endpoint !== 'aws' && isAwsHost(hostname)) throw endpointNotGiven(run);
    return await use(runtime);
  } finally {
    runtime.destroy();
  }
}
