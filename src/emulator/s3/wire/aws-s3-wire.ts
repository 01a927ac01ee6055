import {
  AbortMultipartUpload$,
  CompleteMultipartUpload$,
  CopyObject$,
  CreateBucket$,
  CreateMultipartUpload$,
  DeleteBucket$,
  DeleteObject$,
  DeleteObjects$,
  GetBucketEncryption$,
  GetBucketLocation$,
  GetBucketPolicy$,
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
import { type Fields, isStructPayload, type Member, membersOf } from './member.ts';
import { readInput } from './read-input.ts';
import type { OperationName, OutputOf, S3Wire, WireInput, WireOutput } from './s3-wire.ts';
import { type OutputSchema, writeOutput } from './write-output.ts';
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
  GetBucketEncryption: GetBucketEncryption$,
  GetBucketLocation: GetBucketLocation$,
  GetBucketPolicy: GetBucketPolicy$,
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

interface WireOperation {
  readonly status: number;
  readonly input: readonly Member[];
  readonly output: OutputSchema;
}

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
      readInput(find(name).input, request, codec),
    encode<Name extends OperationName>(name: Name, output: OutputOf<Name>) {
      if (name === 'GetBucketLocation') {
        return encodeLocation(output as OutputOf<'GetBucketLocation'>);
      }
      const operation = find(name);
      return {
        status: operation.status,
        ...writeOutput(operation.output, output as Fields, codec),
      };
    },
  };
}

function readOperation(name: OperationName): WireOperation {
  const [, , , traits, input, output] = schemas[name];
  const { http } = traits as { readonly http: readonly [string, string, number] };
  const schema = NormalizedSchema.of(output);
  return {
    status: http[2],
    input: membersOf(NormalizedSchema.of(input)),
    output: { members: membersOf(schema), schema },
  };
}

/** The one reply whose root element is its only member, which no schema says. */
function encodeLocation({ LocationConstraint }: OutputOf<'GetBucketLocation'>): WireOutput {
  const text = escapeXml(LocationConstraint ?? '');
  const xml = `<LocationConstraint xmlns="${XML_NAMESPACE}">${text}</LocationConstraint>`;
  return { status: 200, headers: {}, xml: XML_DECLARATION + xml };
}
