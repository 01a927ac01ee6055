import type { AwsRestXmlProtocol } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';

/** Members by their names in the SDK. */
export type Fields = Record<string, unknown>;

/** What reads and writes the XML of a member. */
export type XmlCodec = ReturnType<AwsRestXmlProtocol['getPayloadCodec']>;

/** A member of an input or an output, as the SDK's schema has it. */
export interface Member {
  readonly name: string;
  readonly schema: NormalizedSchema;
  readonly traits: Traits;
}

/** Where a member travels. */
export interface Traits {
  readonly httpLabel?: unknown;
  readonly httpQuery?: string;
  readonly httpHeader?: string;
  readonly httpPrefixHeaders?: string;
  readonly httpPayload?: unknown;
}

/** Lists the members of a schema; none where it is no structure. */
export function membersOf(schema: NormalizedSchema): Member[] {
  if (!schema.isStructSchema()) return [];
  return Array.from(schema.structIterator(), ([name, member]) => ({
    name,
    schema: member,
    traits: member.getMergedTraits() as Traits,
  }));
}

/** Tells whether a member is the whole body, as XML. */
export function isStructPayload({ schema, traits }: Member): boolean {
  return traits.httpPayload !== undefined && schema.isStructSchema();
}
