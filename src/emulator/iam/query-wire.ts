import { randomUUID } from 'node:crypto';
import { escapeXml } from '../s3/wire/xml.ts';
import { validationError } from './refusals.ts';

/** A request of the query protocol: its action and its members, by the names they have on the wire. */
export interface QueryRequest {
  readonly action: string;
  readonly members: ReadonlyMap<string, string>;
}

/** What elements of a reply hold; a list becomes `member` elements, what is undefined is left out. */
export type XmlValue =
  | string
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body in the query protocol: a form with the names of the members.
 *
 * @throws {WireError} 400 where it is no UTF-8.
 */
export function readQuery(body: Uint8Array): QueryRequest {
  try {
    const members = new Map(new URLSearchParams(UTF8.decode(body)));
    return { action: members.get('Action') ?? '', members };
  } catch (error) {
    throw validationError(`the body cannot be read: ${(error as Error).message}`);
  }
}

/** Gives the items of a list: `Name.member.1`, `Name.member.2`, …, up to the first that is not there. */
export function itemsOf({ members }: QueryRequest, list: string): readonly string[] {
  const items: string[] = [];
  for (;;) {
    const item = members.get(`${list}.member.${items.length + 1}`);
    if (item === undefined) return items;
    items.push(item);
  }
}

/** @throws {WireError} 400 `ValidationError` where a member is not there. */
export function requiredMember({ members }: QueryRequest, name: string): string {
  const value = members.get(name);
  if (value === undefined || value === '') throw validationError(`${name} is missing`);
  return value;
}

/** Writes the reply to an action. */
export function writeReply(action: string, reply: XmlValue, namespace: string): string {
  const metadata = xmlOf('ResponseMetadata', { RequestId: randomUUID() });
  const content = xmlOf(`${action}Result`, reply) + metadata;
  return `<${action}Response xmlns="${namespace}">${content}</${action}Response>`;
}

/** Writes an error reply. */
export function writeError(code: string, message: string, namespace: string): string {
  const error = xmlOf('Error', { Type: 'Sender', Code: code, Message: message });
  return `<ErrorResponse xmlns="${namespace}">${error}${xmlOf('RequestId', randomUUID())}</ErrorResponse>`;
}

function xmlOf(name: string, value: XmlValue): string {
  return value === undefined ? '' : `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: Exclude<XmlValue, undefined>): string {
  if (typeof value === 'string') return escapeXml(value);
  const members: readonly (readonly [string, XmlValue])[] = isList(value)
    ? value.map((item) => ['member', item])
    : Object.entries(value);
  return members.map(([name, member]) => xmlOf(name, member)).join('');
}

function isList(value: object): value is readonly XmlValue[] {
  return Array.isArray(value);
}
