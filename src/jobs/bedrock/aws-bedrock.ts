import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobCommandInput,
  type FoundationModelSummary,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobCommandOutput,
  ListFoundationModelsCommand,
  ListModelInvocationJobsCommand,
  type ListModelInvocationJobsCommandInput,
  type ListModelInvocationJobsCommandOutput,
  ListTagsForResourceCommand,
  StopModelInvocationJobCommand,
  type Tag,
} from '@aws-sdk/client-bedrock';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import type { JobRequest } from '../../dataset/index.ts';
import {
  endpointSettings,
  jsonReply,
  noteSending,
  type ReplyCheck,
  refuseUnclear,
  regionProvider,
} from '../../io/index.ts';
import { authPreference } from './auth-preference.ts';
import { withoutOddTimes } from './aws-odd-times.ts';
import type { BedrockClientOptions } from './client-options.ts';

/** The only module of this folder that loads the SDK; reached by `await import()` alone. */

type Send = { readonly abortSignal?: AbortSignal };

/** One odd job or model of a list is no reason to show none. */
const replyWithTimes: ReplyCheck = { ...jsonReply, mend: withoutOddTimes };

/**
 * A request that hangs is as good as lost: without these bounds the SDK would wait for ever.
 * The control plane answers within seconds.
 */
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/** Makes a client by the SDK's default chain. */
export function newClient({ region, profile, endpoint }: BedrockClientOptions): BedrockClient {
  return new BedrockClient({
    region: regionProvider({ region, profile }),
    ...(profile === undefined ? {} : { profile }),
    ...endpointSettings(endpoint),
    authSchemePreference: authPreference(profile),
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
  const command = new CreateModelInvocationJobCommand(input);
  return (await noteSending(command, () => client.send(command, send))).jobArn;
}

/** Gives the reply with its header `Date`. */
export async function sendGet(
  client: BedrockClient,
  jobIdentifier: string,
  send: Send,
): Promise<{ readonly reply: GetModelInvocationJobCommandOutput; readonly date?: string }> {
  const command = new GetModelInvocationJobCommand({ jobIdentifier });
  const dated: { date?: string } = {};
  const fault: ReplyCheck['fault'] = (raw) => {
    Object.assign(dated, { date: raw.headers['date'] });
    return replyWithTimes.fault(raw);
  };
  refuseUnclear(command, { ...replyWithTimes, fault });
  const reply = await noteSending(command, () => client.send(command, send));
  return { reply, ...dated };
}

export function sendList(
  client: BedrockClient,
  input: ListModelInvocationJobsCommandInput,
  send: Send,
): Promise<ListModelInvocationJobsCommandOutput> {
  const command = new ListModelInvocationJobsCommand(input);
  refuseUnclear(command, replyWithTimes);
  return noteSending(command, () => client.send(command, send));
}

export async function sendListModels(
  client: BedrockClient,
  send: Send,
): Promise<readonly FoundationModelSummary[] | undefined> {
  const command = new ListFoundationModelsCommand({});
  refuseUnclear(command, replyWithTimes);
  return (await noteSending(command, () => client.send(command, send))).modelSummaries;
}

export async function sendListTags(
  client: BedrockClient,
  resourceARN: string,
  send: Send,
): Promise<readonly Tag[] | undefined> {
  const command = new ListTagsForResourceCommand({ resourceARN });
  refuseUnclear(command, jsonReply);
  return (await noteSending(command, () => client.send(command, send))).tags;
}

export async function sendStop(
  client: BedrockClient,
  jobIdentifier: string,
  send: Send,
): Promise<void> {
  const command = new StopModelInvocationJobCommand({ jobIdentifier });
  await noteSending(command, () => client.send(command, send));
}
