import {
  GetAWSDefaultServiceQuota$,
  GetServiceQuota$,
  ListAWSDefaultServiceQuotas$,
  ListServiceQuotas$,
} from '@aws-sdk/client-service-quotas';
import { AwsJson1_1Protocol } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { jsonCodecOf } from '../json-service/json-codec.ts';
import type { OperationName, ServiceQuotasWire } from './service-quotas-wire.ts';

const SERVICE_TARGET = 'ServiceQuotasV20190624';

const schemas = {
  GetAWSDefaultServiceQuota: GetAWSDefaultServiceQuota$,
  GetServiceQuota: GetServiceQuota$,
  ListAWSDefaultServiceQuotas: ListAWSDefaultServiceQuotas$,
  ListServiceQuotas: ListServiceQuotas$,
} as const;

/** Makes the wire from the schemas of the installed @aws-sdk/client-service-quotas. */
export function createServiceQuotasWire(): ServiceQuotasWire {
  const codec = jsonCodecOf(
    new AwsJson1_1Protocol({
      defaultNamespace: 'com.amazonaws.servicequotas',
      serviceTarget: SERVICE_TARGET,
    }),
  );
  return {
    route(target) {
      const [service, name = ''] = target.split('.');
      const isKnown = service === SERVICE_TARGET && Object.hasOwn(schemas, name);
      return isKnown ? (name as OperationName) : undefined;
    },
    decode: (name, body) => codec.read(inputOf(name), body),
    encode: (name, reply) => codec.write(outputOf(name), reply),
  };
}

/** An operation's schema is `[9, namespace, name, traits, input, output]`. */
function inputOf(name: OperationName): NormalizedSchema {
  return NormalizedSchema.of(schemas[name][4]);
}

function outputOf(name: OperationName): NormalizedSchema {
  return NormalizedSchema.of(schemas[name][5]);
}
