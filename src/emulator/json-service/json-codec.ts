import type { AwsJson1_1Protocol, AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { unreadable } from './refusals.ts';

/** Bodies as the SDK's own schemas define them. */
export interface JsonCodec {
  /** @throws {WireError} 400 `SerializationException` where the body is no JSON of the shape. */
  read(schema: NormalizedSchema, body: Uint8Array): Promise<Readonly<Record<string, unknown>>>;
  write(schema: NormalizedSchema, reply: Readonly<Record<string, unknown>>): Uint8Array;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Makes the codec of a protocol of the SDK. */
export function jsonCodecOf(protocol: AwsRestJsonProtocol | AwsJson1_1Protocol): JsonCodec {
  const codec = protocol.getPayloadCodec();
  return {
    async read(schema, body) {
      try {
        const fields: unknown = await codec.createDeserializer().read(schema, UTF8.decode(body));
        return fields as Readonly<Record<string, unknown>>;
      } catch (error) {
        throw unreadable((error as Error).message);
      }
    },
    write(schema, reply) {
      const serializer = codec.createSerializer();
      serializer.write(schema, reply);
      const bytes = serializer.flush();
      return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    },
  };
}
