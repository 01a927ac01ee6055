import {
  AbortMultipartUpload$,
  CompleteMultipartUpload$,
  CopyObject$,
  CreateBucket$,
  CreateMultipartUpload$,
  DeleteBucket$,
  DeleteObject$,
  DeleteObjects$,
  GetBucketLocation$,
  GetObject$,
  HeadBucket$,
  HeadObject$,
  ListBuckets$,
  ListMultipartUploads$,
  ListObjects$,
  ListObjectsV2$,
  ListParts$,
  PutObject$,
  UploadPart$,
  UploadPartCopy$,
} from '@aws-sdk/client-s3';
import { AwsRestXmlProtocol } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { invalidArgument, malformedXml } from './s3-errors.ts';
import type { OperationName, OutputOf, S3Wire, WireInput, WireOutput } from './s3-wire.ts';
import { escapeXml, XML_DECLARATION, XML_NAMESPACE } from './xml.ts';

const schemas = {
  AbortMultipartUpload: AbortMultipartUpload$,
  CompleteMultipartUpload: CompleteMultipartUpload$,
  CopyObject: CopyObject$,
  CreateBucket: CreateBucket$,
  CreateMultipartUpload: CreateMultipartUpload$,
  DeleteBucket: DeleteBucket$,
  DeleteObject: DeleteObject$,
  DeleteObjects: DeleteObjects$,
  GetBucketLocation: GetBucketLocation$,
  GetObject: GetObject$,
  HeadBucket: HeadBucket$,
  HeadObject: HeadObject$,
  ListBuckets: ListBuckets$,
  ListMultipartUploads: ListMultipartUploads$,
  ListObjects: ListObjects$,
  ListObjectsV2: ListObjectsV2$,
  ListParts: ListParts$,
  PutObject: PutObject$,
  UploadPart: UploadPart$,
  UploadPartCopy: UploadPartCopy$,
} satisfies Record<OperationName, unknown>;

interface Member {
  readonly name: string;
  readonly schema: NormalizedSchema;
  readonly traits: Traits;
}

interface Traits {
  readonly httpLabel?: unknown;
  readonly httpQuery?: string;
  readonly httpHeader?: string;
  readonly httpPrefixHeaders?: string;
  readonly httpPayload?: unknown;
}

interface WireOperation {
  readonly status: number;
  readonly input: readonly Member[];
  readonly output: readonly Member[];
  readonly outputSchema: NormalizedSchema;
}

type Fields = Record<string, unknown>;

const codec = new AwsRestXmlProtocol({
  defaultNamespace: 'com.amazonaws.s3',
  xmlNamespace: XML_NAMESPACE,
}).getPayloadCodec();

/** Makes the wire from the schemas of the installed @aws-sdk/client-s3. */
export function createS3Wire(): S3Wire {
  const operations = new Map(
    Object.keys(schemas).map((name) => [name, readOperation(name as OperationName)]),
  );
  const find = (name: OperationName) => operations.get(name) as WireOperation;
  return {
    takesXml: (name) => find(name).input.some(isStructPayload),
    decode: <Name extends OperationName>(name: Name, request: WireInput) =>
      decodeInput(find(name).input, request),
    encode: <Name extends OperationName>(name: Name, output: OutputOf<Name>) =>
      name === 'GetBucketLocation'
        ? encodeLocation(output as OutputOf<'GetBucketLocation'>)
        : encodeOutput(find(name), output as Fields),
  };
}

function readOperation(name: OperationName): WireOperation {
  const [, , , traits, input, output] = schemas[name];
  const { http } = traits as { readonly http: readonly [string, string, number] };
  const outputSchema = NormalizedSchema.of(output);
  return {
    status: http[2],
    input: membersOf(NormalizedSchema.of(input)),
    output: membersOf(outputSchema),
    outputSchema,
  };
}

function membersOf(schema: NormalizedSchema): Member[] {
  if (!schema.isStructSchema()) return [];
  return Array.from(schema.structIterator(), ([name, member]) => ({
    name,
    schema: member,
    traits: member.getMergedTraits() as Traits,
  }));
}

function isStructPayload({ schema, traits }: Member): boolean {
  return traits.httpPayload !== undefined && schema.isStructSchema();
}

function decodeInput(members: readonly Member[], request: WireInput): Fields {
  const input: Fields = {};
  for (const member of members) {
    const value = readMember(member, request);
    if (value !== undefined) input[member.name] = value;
  }
  return input;
}

function readMember(member: Member, request: WireInput): unknown {
  const { traits } = member;
  if (traits.httpLabel !== undefined)
    return member.name === 'Bucket' ? request.bucket : request.key;
  if (traits.httpQuery !== undefined) {
    return parseScalar(member, traits.httpQuery, request.query.get(traits.httpQuery)?.[0]);
  }
  if (traits.httpHeader !== undefined) {
    const header = request.headers[traits.httpHeader.toLowerCase()];
    return parseScalar(member, traits.httpHeader, headerText(header));
  }
  if (traits.httpPrefixHeaders !== undefined)
    return prefixHeaders(request, traits.httpPrefixHeaders);
  return isStructPayload(member) ? readXml(member, request.xml) : undefined;
}

function headerText(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' || header === undefined ? header : header.join(',');
}

function parseScalar({ schema }: Member, wireName: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (schema.isNumericSchema()) {
    if (/^-?\d{1,15}$/.test(text)) return Number(text);
    throw invalidArgument(
      `Provided ${wireName} not an integer or within integer range`,
      wireName,
      text,
    );
  }
  if (schema.isBooleanSchema()) return text.toLowerCase() === 'true';
  if (schema.isTimestampSchema()) {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }
  return schema.isListSchema() ? text.split(',').map((part) => part.trim()) : text;
}

function prefixHeaders(request: WireInput, prefix: string): Record<string, string> | undefined {
  const found = Object.entries(request.headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), headerText(value) ?? ''] as const);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function readXml({ schema }: Member, xml: Uint8Array | undefined): unknown {
  if (xml === undefined || xml.length === 0) return undefined;
  try {
    return codec.createDeserializer().read(schema, xml);
  } catch {
    throw malformedXml();
  }
}

function encodeOutput(operation: WireOperation, output: Fields): WireOutput {
  const headers: Record<string, string> = {};
  for (const { name, traits } of operation.output) {
    const value = output[name];
    if (value === undefined || value === null) continue;
    if (traits.httpHeader !== undefined) headers[traits.httpHeader.toLowerCase()] = headerOf(value);
    if (traits.httpPrefixHeaders === undefined) continue;
    for (const [suffix, text] of Object.entries(value as Record<string, string>)) {
      headers[traits.httpPrefixHeaders + suffix] = text;
    }
  }
  return { status: operation.status, headers, xml: xmlOf(operation, output) };
}

function headerOf(value: unknown): string {
  return value instanceof Date ? value.toUTCString() : String(value);
}

function xmlOf(operation: WireOperation, output: Fields): string | undefined {
  const whole = operation.output.find(isStructPayload);
  if (whole !== undefined) return writeXml(whole.schema, output[whole.name] as Fields);
  const inBody = operation.output.filter(({ traits }) => isInBody(traits));
  if (inBody.length === 0) return undefined;
  const fields = Object.fromEntries(inBody.map(({ name }) => [name, output[name]]));
  return writeXml(operation.outputSchema, fields);
}

function isInBody(traits: Traits): boolean {
  return (
    traits.httpHeader === undefined &&
    traits.httpPrefixHeaders === undefined &&
    traits.httpPayload === undefined
  );
}

function writeXml(schema: NormalizedSchema, fields: Fields): string {
  const serializer = codec.createSerializer();
  serializer.write(schema, fields);
  return XML_DECLARATION + String(serializer.flush());
}

/** The one reply whose root element is its only member, which no schema says. */
function encodeLocation({ LocationConstraint }: OutputOf<'GetBucketLocation'>): WireOutput {
  const text = escapeXml(LocationConstraint ?? '');
  const xml = `<LocationConstraint xmlns="${XML_NAMESPACE}">${text}</LocationConstraint>`;
  return { status: 200, headers: {}, xml: XML_DECLARATION + xml };
}
