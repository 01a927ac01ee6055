import { BedrockClient } from '@aws-sdk/client-bedrock';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { InvalidOptionError, type InvocationType, isObject } from '../../core/index.ts';
import {
  abortable,
  endpointFor,
  endpointSettings,
  jsonReply,
  noteSending,
  refuseUnclear,
  regionProvider,
} from '../../io/index.ts';
import { authPreference } from '../../jobs/index.ts';
import type { RuntimeClient, RuntimeOptions } from './on-demand-options.ts';

/** The name stands in a variable, so that bundlers do not ask for a package that is optional. */
const PACKAGE: string = '@aws-sdk/client-bedrock-runtime';

/** What is used of the package. */
export interface RuntimeSdk {
  readonly BedrockRuntimeClient: new (config: object) => RuntimeClient;
  readonly InvokeModelCommand: new (input: object) => SdkCommand;
  readonly ConverseCommand: new (input: object) => SdkCommand;
  readonly CountTokensCommand: new (input: object) => SdkCommand;
}

interface SdkCommand {
  readonly middlewareStack: {
    add(middleware: (next: Handler) => Handler, options: object): void;
  };
}

type Handler = (args: { readonly request: HttpRequest }) => Promise<unknown>;

interface HttpRequest {
  body: unknown;
  headers: Record<string, string>;
}

/** A request to a model. */
export interface ModelRequest {
  readonly modelId: string;
  readonly invocationType: InvocationType;
  /** JSON. */
  readonly modelInput: Uint8Array;
  readonly signal: AbortSignal | undefined;
}

/** What a model answered. */
export interface ModelReply {
  /** JSON object, as it came. */
  readonly modelOutput: string;
  /** Requests that it took. */
  readonly requests: number;
}

/**
 * Large models may think for long: AWS advises clients to wait for up to an hour, where the SDK by itself waits for 15 minutes.
 * Source: https://repost.aws/knowledge-center/bedrock-large-model-read-timeouts.
 */
const TIMEOUTS = {
  connectionTimeout: 10_000,
  requestTimeout: 3_600_000,
  throwOnRequestTimeout: true,
};

/** The SDK's own default, whatever the environment says: a repeat may be paid for. */
const MAX_ATTEMPTS = 3;

/**
 * Loads the SDK of Bedrock's runtime.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is not installed.
 */
export async function loadRuntimeSdk(): Promise<RuntimeSdk> {
  try {
    return (await import(PACKAGE)) as RuntimeSdk;
  } catch (cause) {
    throw new InvalidOptionError(
      `Records are asked on demand by ${PACKAGE}, which cannot be loaded`,
      {
        option: 'runtime',
        hint: `Install it beside bedrock-batch (npm install ${PACKAGE}), or choose another way for the records`,
        cause,
      },
    );
  }
}

/**
 * Makes a client by the SDK's default chain.
 *
 * By itself it would speak HTTP/2 alone; it is given what the client of jobs speaks by, HTTP/1.1, so that one proxy or
 * server serves both.
 */
export async function newRuntimeClient(
  sdk: RuntimeSdk,
  options: Pick<RuntimeOptions, 'region' | 'profile' | 'endpoint'> & {
    readonly maxAttempts?: number;
  },
): Promise<RuntimeClient> {
  const { region, profile, maxAttempts = MAX_ATTEMPTS } = options;
  const { requestHandler } = new BedrockClient({ requestHandler: TIMEOUTS }).config;
  return new sdk.BedrockRuntimeClient({
    region: regionProvider({ region, profile }),
    ...(profile === undefined ? {} : { profile }),
    ...endpointSettings(await endpointFor('Bedrock Runtime', options)),
    authSchemePreference: authPreference(profile),
    maxAttempts,
    requestHandler,
  });
}

/** Finds the URL that a client will call, however it was given: option, environment, profile or AWS's own rules. */
export async function runtimeUrl(sdk: RuntimeSdk, client: RuntimeClient): Promise<URL> {
  type Endpoint = Parameters<typeof getEndpointFromInstructions>;
  const { config } = client as unknown as { readonly config: Endpoint[2] };
  const command = sdk.InvokeModelCommand as unknown as Endpoint[1];
  return (await getEndpointFromInstructions({}, command, config)).url;
}

/** Sends a model input as it stands, and gives the reply as it came: neither becomes a value of the SDK. */
export async function sendToModel(
  sdk: RuntimeSdk,
  client: RuntimeClient,
  request: ModelRequest,
): Promise<ModelReply> {
  const { signal } = request;
  const command = commandFor(sdk, request);
  let modelOutput = '';
  refuseUnclear(command, {
    readsBody: true,
    fault: (reply) => {
      modelOutput = reply.text;
      return jsonReply.fault(reply) ?? faultOf(reply.text);
    },
  });
  const send = () => client.send(command as never, abortable(signal));
  const { requests } = requestsOf(await noteSending(command, send));
  return { modelOutput, requests };
}

/** How many requests a reply, or an error, of the SDK took. */
export function requestsOf(reply: unknown): { readonly requests: number } {
  const metadata = isObject(reply) ? reply['$metadata'] : undefined;
  const attempts = isObject(metadata) ? metadata['attempts'] : undefined;
  return { requests: typeof attempts === 'number' ? attempts : 1 };
}

function commandFor(
  sdk: RuntimeSdk,
  { modelId, invocationType, modelInput }: ModelRequest,
): SdkCommand {
  const type = 'application/json';
  if (invocationType === 'InvokeModel') {
    return new sdk.InvokeModelCommand({
      ...{ modelId, body: modelInput, contentType: type, accept: type },
    });
  }
  return withRawBody(new sdk.ConverseCommand({ modelId }), modelInput);
}

/** Gives a command its body as JSON that stands, in place of values that the SDK would write. */
export function withRawBody(command: SdkCommand, body: Uint8Array): SdkCommand {
  command.middlewareStack.add(
    (next) => (args) => {
      args.request.body = body;
      args.request.headers['content-type'] = 'application/json';
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'bodyAsItStands' },
  );
  return command;
}

function faultOf(text: string): string | undefined {
  try {
    return isObject(JSON.parse(text)) ? undefined : 'the reply is no JSON object';
  } catch {
    return 'the reply is no JSON, or cut short';
  }
}
