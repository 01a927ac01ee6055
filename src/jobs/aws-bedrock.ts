import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobCommandInput,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobCommandOutput,
  ListModelInvocationJobsCommand,
  type ListModelInvocationJobsCommandInput,
  type ListModelInvocationJobsCommandOutput,
  StopModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import type { JobRequest } from '../dataset/index.ts';
import { regionProvider } from '../io/index.ts';
import type { BedrockClientOptions } from './bedrock-client.ts';

/** The only module of this folder that loads the SDK; reached by `await import()` alone. */

type Send = { readonly abortSignal?: AbortSignal };

/**
 * A request that hangs is as good as lost: without these bounds the SDK would wait for ever.
 * The control plane answers within seconds.
 */
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

export function newClient({ region, profile, endpoint }: BedrockClientOptions): BedrockClient {
  return new BedrockClient({
    region: regionProvider({ region, profile }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    requestHandler: TIMEOUTS,
  });
}

/** Finds the URL that a client will call, however it was given: option, environment, profile or AWS's own rules. */
export async function endpointUrl(client: BedrockClient): Promise<URL> {
  const config = client.config as unknown as Parameters<typeof getEndpointFromInstructions>[2];
  return (await getEndpointFromInstructions({}, ListModelInvocationJobsCommand, config)).url;
}

export async function sendCreate(
  client: BedrockClient,
  request: JobRequest,
  send: Send,
): Promise<string | undefined> {
  const input = request as CreateModelInvocationJobCommandInput;
  return (await client.send(new CreateModelInvocationJobCommand(input), send)).jobArn;
}

export function sendGet(
  client: BedrockClient,
  jobIdentifier: string,
  send: Send,
): Promise<GetModelInvocationJobCommandOutput> {
  return client.send(new GetModelInvocationJobCommand({ jobIdentifier }), send);
}

export function sendList(
  client: BedrockClient,
  input: ListModelInvocationJobsCommandInput,
  send: Send,
): Promise<ListModelInvocationJobsCommandOutput> {
  return client.send(new ListModelInvocationJobsCommand(input), send);
}

export async function sendStop(
  client: BedrockClient,
  jobIdentifier: string,
  send: Send,
): Promise<void> {
  await client.send(new StopModelInvocationJobCommand({ jobIdentifier }), send);
}
