import { type ApiShapeName, checkConstraints } from '../../core/index.ts';
import type { Fault } from '../http/fault.ts';
import { splitRawUrl } from '../http/raw-url.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import type { WireError } from '../http/wire-error.ts';
import { createJsonHandler } from '../json-service/json-handler.ts';
import type {
  ErrorReply,
  JsonCall,
  JsonService,
  VerifiedRequest,
} from '../json-service/json-service.ts';
import type { Credentials } from '../signature/credentials.ts';
import type { EmulatedJobRequest } from './jobs/job.ts';
import type { ModelListRequest } from './operations/foundation-models.ts';
import type { JobOperations } from './operations/job-operations.ts';
import type { ModelInvocations } from './operations/model-invocations.ts';
import type { BedrockWire, ControlOperation, OperationName } from './wire/bedrock-wire.ts';
import { constraintsBroken, noSuchOperation } from './wire/refusals.ts';
import { routeInvocation } from './wire/runtime-route.ts';

/** A call to Bedrock, as a test may want to make it fail. */
export interface BedrockCall {
  /** Name in the API, such as `CreateModelInvocationJob`. */
  readonly operation: OperationName;
  /** Which call of the operation it is, from 1; retries count. */
  readonly count: number;
}

/** Decides for each call that is in order whether something goes wrong with it. */
export type BedrockFaults = (call: BedrockCall) => Fault | undefined;

/** Options of {@link createBedrockHandler}. */
export interface BedrockHandlerOptions {
  readonly operations: JobOperations;
  readonly listModels: (request: ModelListRequest) => Fields;
  readonly invocations: ModelInvocations;
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly faults?: BedrockFaults | undefined;
  /** The jobs' clock, by which replies are dated as their times are. */
  readonly now: () => Date;
}

type Fields = Readonly<Record<string, unknown>>;

const LONGEST_BODY = 1 << 20;

/** Source: the body of InvokeModel in the API model of the runtime; for Converse none is documented, and the same is taken. */
const LONGEST_MODEL_INPUT = 25_000_000;
/** The same in base64, and what stands around it. */
const LONGEST_COUNTED = Math.ceil((LONGEST_MODEL_INPUT * 4) / 3) + 100;

/** Makes the handler of Bedrock's calls. Memory: one body per request, of at most 1 MiB for jobs and 25 MB for a model that is asked at once. */
export async function createBedrockHandler(
  options: BedrockHandlerOptions,
): Promise<RequestHandler> {
  const { createBedrockWire } = await import('./wire/aws-bedrock-wire.ts');
  return createJsonHandler(new BedrockService(options, createBedrockWire()), options);
}

class BedrockService implements JsonService<OperationName> {
  readonly name = 'bedrock';
  readonly contentType = 'application/json';
  readonly takesBearerTokens = true;
  readonly internalError = 'InternalServerException';
  readonly #options: BedrockHandlerOptions;
  readonly #wire: BedrockWire;

  constructor(options: BedrockHandlerOptions, wire: BedrockWire) {
    this.#options = options;
    this.#wire = wire;
  }

  longestBody(rawUrl: string): number {
    if (!rawUrl.startsWith('/model/')) return LONGEST_BODY;
    return rawUrl.endsWith('/count-tokens') ? LONGEST_COUNTED : LONGEST_MODEL_INPUT;
  }

  async read({ method, rawUrl, body }: VerifiedRequest): Promise<JsonCall<OperationName>> {
    const { path, query } = splitRawUrl(rawUrl);
    const invocation = routeInvocation(method, path);
    if (invocation !== undefined) {
      const { invocations } = this.#options;
      const { operation } = invocation;
      return { operation, perform: () => invocations.invoke(invocation, body) };
    }
    const routed = this.#wire.route(method, path);
    if (routed === undefined) throw noSuchOperation(method, path);
    const { operation, labels } = routed;
    const input = await this.#wire.decode(operation, { labels, query, body });
    const shapeName: ApiShapeName = `${operation}Request`;
    // Members that a service does not know are ignored, as in every rest-json service.
    const findings = checkConstraints(shapeName, input).filter(({ rule }) => rule !== 'known');
    if (findings.length > 0) throw constraintsBroken(findings);
    return {
      operation,
      perform: async () => this.#wire.encode(operation, await this.#perform(operation, input)),
    };
  }

  async #perform(operation: ControlOperation, input: Fields): Promise<Fields> {
    const { operations, listModels } = this.#options;
    const identifier = String(input['jobIdentifier']);
    switch (operation) {
      case 'CreateModelInvocationJob':
        return { ...(await operations.create(input as unknown as EmulatedJobRequest)) };
      case 'GetModelInvocationJob':
        return operations.get(identifier);
      case 'ListModelInvocationJobs':
        return operations.list(input);
      case 'StopModelInvocationJob':
        return operations.stop(identifier);
      case 'ListTagsForResource':
        return operations.tags(String(input['resourceARN']));
      case 'ListFoundationModels':
        return listModels(input);
    }
  }

  errorReply({ code, message }: WireError): ErrorReply {
    return { body: { message }, headers: { 'x-amzn-errortype': code } };
  }
}
