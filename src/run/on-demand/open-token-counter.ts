import type { InvocationType } from '../../core/index.ts';
import { wrapJobError } from '../../jobs/index.ts';
import { resolveName } from '../../models/lean.ts';
import type { TokenCounter } from '../../pricing/index.ts';
import type { RuntimeOptions } from './on-demand-options.ts';

/** Options of {@link openTokenCounter}. */
export interface TokenCounterOptions extends RuntimeOptions {
  /** Model of the records. Of a geographic or global profile, the foundation model behind it counts: CountTokens takes no profiles. */
  readonly model: string;
  /** How the records are written. Default `InvokeModel`. */
  readonly invocationType?: InvocationType | undefined;
}

/** A counter that holds connections until it is closed. */
export interface OpenTokenCounter extends TokenCounter {
  /** Ends its connections; those of a client that was passed in stay. */
  close(): void;
}

/**
 * Makes a counter of tokens that asks Bedrock, by CountTokens, which is free of charge and gives what would be charged for. The caller needs
 * `bedrock:CountTokens` on the model; `@aws-sdk/client-bedrock-runtime` has to stand beside this package.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html.
 *
 * AWS counts for some models only, and for none that exists through profiles alone; what it refuses is an error, never a guess.
 * Throttled requests are repeated by the SDK, up to ten times. Memory: a model input a request, three times.
 *
 * @param options Model, and how Bedrock is reached.
 * @returns What `tokenCounter` of `estimateDataset` takes. Its `count` throws JobError: `JOB_VALIDATION` where the model cannot be counted
 *   for or refuses the model input, `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`, `JOB_THROTTLED`, `JOB_NOT_FOUND`, `JOB_NOT_SENT`, `JOB_REQUEST`.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the SDK is not installed.
 *
 * @example Tokens as Bedrock counts them
 * ```ts
 * import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { openTokenCounter } from 'bedrock-batch/run';
 *
 * const emulator = await createEmulator();
 * const runtime = new BedrockRuntimeClient(emulator.clientConfig);
 *
 * const counter = await openTokenCounter({ model: 'amazon.titan-embed-text-v2:0', runtime });
 * const tokens = await counter.count(Buffer.from('{"inputText":"Hello"}'));
 *
 * console.assert(tokens > 0);
 * counter.close();
 * runtime.destroy();
 * await emulator.close();
 * ```
 */
export async function openTokenCounter(options: TokenCounterOptions): Promise<OpenTokenCounter> {
  const { model, invocationType = 'InvokeModel' } = options;
  const { askForTokens } = await import('./aws-count-tokens.ts');
  const { loadRuntimeSdk, newRuntimeClient } = await import('./aws-runtime.ts');
  const sdk = await loadRuntimeSdk();
  const client = options.runtime ?? (await newRuntimeClient(sdk, { ...options, maxAttempts: 10 }));
  const modelId = foundationModelOf(model);
  return {
    name: 'Bedrock',
    async count(modelInput, signal) {
      try {
        return await askForTokens(sdk, client, { modelId, invocationType, modelInput, signal });
      } catch (error) {
        signal?.throwIfAborted();
        throw wrapJobError(error, { operation: 'CountTokens' });
      }
    },
    close: () => options.runtime ?? client.destroy(),
  };
}

/** What nothing is known of is asked about as it is. */
function foundationModelOf(model: string): string {
  const resolution = resolveName(model, {});
  return ('foundationModel' in resolution ? resolution.foundationModel : undefined) ?? model;
}
