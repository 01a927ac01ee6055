/** A client of Bedrock's runtime, as far as tests use it. */
export interface RuntimeClient {
  readonly config: { readonly requestHandler: { readonly metadata?: { handlerProtocol: string } } };
  send(command: object): Promise<unknown>;
  destroy(): void;
}

/** What InvokeModel gives. */
export interface InvokeReply {
  readonly body: { transformToString(): string };
  readonly contentType: string;
}

/** What Converse gives. */
export interface ConverseReply {
  readonly stopReason?: string;
  readonly usage?: { readonly totalTokens: number };
}

/** What the service refuses with. */
export interface RuntimeFailure extends Error {
  readonly $metadata: { readonly httpStatusCode?: number };
}

interface RuntimeSdk {
  readonly BedrockRuntimeClient: new (config: object) => RuntimeClient;
  readonly BedrockRuntimeServiceException: abstract new (...args: never) => RuntimeFailure;
  readonly InvokeModelCommand: new (input: object) => object;
  readonly ConverseCommand: new (input: object) => object;
}

/** The package is optional, so that it is asked for by name and nothing is checked against its types. */
const NAME: string = '@aws-sdk/client-bedrock-runtime';

/** AWS's own client of Bedrock's runtime. */
export const runtimeSdk = (await import(NAME)) as RuntimeSdk;
