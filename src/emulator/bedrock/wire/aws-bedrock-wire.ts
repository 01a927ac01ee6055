import {
  CreateModelInvocationJob$,
  GetModelInvocationJob$,
  ListFoundationModels$,
  ListModelInvocationJobs$,
  ListTagsForResource$,
  StopModelInvocationJob$,
} from '@aws-sdk/client-bedrock';
import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { decodePercent } from '../../http/raw-url.ts';
import { jsonCodecOf } from '../../json-service/json-codec.ts';
import type { BedrockWire, ControlOperation, RoutedRequest, WireRequest } from './bedrock-wire.ts';

interface WireOperation {
  readonly name: ControlOperation;
  readonly method: string;
  readonly path: RegExp;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

const schemas = {
  CreateModelInvocationJob: CreateModelInvocationJob$,
  GetModelInvocationJob: GetModelInvocationJob$,
  ListModelInvocationJobs: ListModelInvocationJobs$,
  ListFoundationModels: ListFoundationModels$,
  ListTagsForResource: ListTagsForResource$,
  StopModelInvocationJob: StopModelInvocationJob$,
} as const;

/** Makes the wire from the schemas of the installed @aws-sdk/client-bedrock. */
export function createBedrockWire(): BedrockWire {
  const operations = new Map(
    Object.keys(schemas).map((name) => [name, readOperation(name as ControlOperation)]),
  ) as ReadonlyMap<ControlOperation, WireOperation>;
  const codec = jsonCodecOf(new AwsRestJsonProtocol({ defaultNamespace: 'com.amazonaws.bedrock' }));
  const find = (name: ControlOperation): WireOperation => {
    const operation = operations.get(name);
    if (operation === undefined) throw new TypeError(`There is no operation ${name}`);
    return operation;
  };

  return {
    route: (method, rawPath) => routeTo([...operations.values()], method, rawPath),
    async decode(name, request) {
      const { input } = find(name);
      return { ...(await codec.read(input, request.body)), ...readBindings(input, request) };
    },
    encode: (name, reply) => codec.write(find(name).output, reply),
  };
}

/** An operation's schema is `[9, namespace, name, { http: [method, uri, status] }, input, output]`. */
function readOperation(name: ControlOperation): WireOperation {
  const [, , , traits, input, output] = schemas[name];
  const [method, uri] = (traits as unknown as { readonly http: readonly [string, string, number] })
    .http;
  const path = new RegExp(`^${uri.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return {
    name,
    method,
    path,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
  };
}

function routeTo(
  operations: readonly WireOperation[],
  method: string,
  rawPath: string,
): RoutedRequest | undefined {
  for (const operation of operations) {
    const match = operation.method === method ? operation.path.exec(rawPath) : null;
    if (match === null) continue;
    const labels = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodePercent(value),
    ]);
    return { operation: operation.name, labels: Object.fromEntries(labels) };
  }
  return undefined;
}

/** Members that travel in the path or the query. */
function readBindings(schema: NormalizedSchema, request: WireRequest): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const { httpLabel, httpQuery } = member.getMergedTraits();
    if (httpLabel !== undefined) fields[name] = request.labels[name];
    if (httpQuery === undefined) continue;
    const text = request.query.get(httpQuery)?.[0];
    if (text !== undefined) fields[name] = readQueryValue(member, text);
  }
  return fields;
}

function readQueryValue(member: NormalizedSchema, text: string): unknown {
  if (member.isTimestampSchema()) return new Date(text);
  return member.isNumericSchema() ? Number(text) : text;
}
