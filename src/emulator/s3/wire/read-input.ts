import { type Fields, isStructPayload, type Member, type XmlCodec } from './member.ts';
import { invalidArgument, malformedXml } from './s3-errors.ts';
import type { WireInput } from './s3-wire.ts';

/**
 * Reads the members of an input from where they travel.
 *
 * @throws {WireError} 400 `InvalidArgument` for a number that is none, `MalformedXML` for a body that cannot be read.
 */
export function readInput(members: readonly Member[], request: WireInput, codec: XmlCodec): Fields {
  const input: Fields = {};
  for (const member of members) {
    const value = readMember(member, request, codec);
    if (value !== undefined) input[member.name] = value;
  }
  return input;
}

function readMember(member: Member, request: WireInput, codec: XmlCodec): unknown {
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
  return isStructPayload(member) ? readXml(member, request.xml, codec) : undefined;
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

function readXml({ schema }: Member, xml: Uint8Array | undefined, codec: XmlCodec): unknown {
  if (xml === undefined || xml.length === 0) return undefined;
  try {
    return codec.createDeserializer().read(schema, xml);
  } catch {
    throw malformedXml();
  }
}
