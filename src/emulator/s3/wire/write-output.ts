import type { NormalizedSchema } from '@smithy/core/schema';
import { type Fields, isStructPayload, type Member, type Traits, type XmlCodec } from './member.ts';
import type { WireOutput } from './s3-wire.ts';
import { XML_DECLARATION } from './xml.ts';

/** An output as its operation's schema has it. */
export interface OutputSchema {
  readonly members: readonly Member[];
  /** The whole, for members that travel in the body beside each other. */
  readonly schema: NormalizedSchema;
}

/** Writes the members of an output where they travel. */
export function writeOutput(
  { members, schema }: OutputSchema,
  output: Fields,
  codec: XmlCodec,
): Omit<WireOutput, 'status'> {
  const headers: Record<string, string> = {};
  for (const { name, traits } of members) {
    const value = output[name];
    if (value === undefined || value === null) continue;
    if (traits.httpHeader !== undefined) headers[traits.httpHeader.toLowerCase()] = headerOf(value);
    if (traits.httpPrefixHeaders === undefined) continue;
    for (const [suffix, text] of Object.entries(value as Record<string, string>)) {
      headers[traits.httpPrefixHeaders + suffix] = text;
    }
  }
  return { headers, xml: xmlOf({ members, schema }, output, codec) };
}

function headerOf(value: unknown): string {
  return value instanceof Date ? value.toUTCString() : String(value);
}

function xmlOf(
  { members, schema }: OutputSchema,
  output: Fields,
  codec: XmlCodec,
): string | undefined {
  const whole = members.find(isStructPayload);
  if (whole !== undefined) return writeXml(whole.schema, output[whole.name] as Fields, codec);
  const inBody = members.filter(({ traits }) => isInBody(traits));
  if (inBody.length === 0) return undefined;
  const fields = Object.fromEntries(inBody.map(({ name }) => [name, output[name]]));
  return writeXml(schema, fields, codec);
}

function isInBody(traits: Traits): boolean {
  return (
    traits.httpHeader === undefined &&
    traits.httpPrefixHeaders === undefined &&
    traits.httpPayload === undefined
  );
}

function writeXml(schema: NormalizedSchema, fields: Fields, codec: XmlCodec): string {
  const serializer = codec.createSerializer();
  serializer.write(schema, fields);
  return XML_DECLARATION + String(serializer.flush());
}
