import {
  GetAWSDefaultServiceQuota$,
  GetServiceQuota$,
  ListAWSDefaultServiceQuotas$,
  ListServiceQuotas$,
} from '@aws-sdk/client-service-quotas';
import { AwsJson1_1Protocol } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { unreadable } from './refusals.ts';
import type { OperationName, ServiceQuotasWire } from './service-quotas-wire.ts';

const SERVICE_TARGET = 'ServiceQuotasV20190624';

const schemas = {
  GetAWSDefaultServiceQuota: GetAWSDefaultServiceQuota$,
  GetServiceQuota: GetServiceQuota$,
  ListAWSDefaultServiceQuotas: ListAWSDefaultServiceQuotas$,
  ListServiceQuotas: ListServiceQuotas$,
} as const;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Makes the wire from the schemas of the installed @aws-sdk/client-service-quotas. */
export function createServiceQuotasWire(): ServiceQuotasWire {
  const codec = new AwsJson1_1Protocol({
    defaultNamespace: 'com.amazonaws.servicequotas',
    serviceTarget: SERVICE_TARGET,
  }).getPayloadCodec();

  return {
    route(target) {
      const [service, name = ''] = target.split('.');
      const isKnown = service === SERVICE_TARGET && Object.hasOwn(schemas, name);
      return isKnown ? (name as OperationName) : undefined;
    },
    async decode(name, body) {
      try {
        const text = UTF8.decode(body);
        const fields: unknown = await codec.createDeserializer().read(inputOf(name), text);
        return fields as Record<string, unknown>;
      } catch (error) {
        throw unreadable((error as Error).message);
      }
    },
    encode(name, reply) {
      const serializer = codec.createSerializer();
      serializer.write(outputOf(name), reply);
      const bytes = serializer.flush();
      return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    },
  };
}

/** An operation's schema is `[9, namespace, name, traits, input, output]`. */
function inputOf(name: OperationName): NormalizedSchema {
  return NormalizedSchema.of(schemas[name][4]);
}

function outputOf(name: OperationName): NormalizedSchema {
  return NormalizedSchema.of(schemas[name][5]);
}
