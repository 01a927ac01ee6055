import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { WireError } from '../../http/wire-error.ts';
import type { WireOutput } from './s3-wire.ts';
import { escapeXml, XML_DECLARATION } from './xml.ts';

/** Gives every reply the ids S3 gives. */
export function beginReply(response: ServerResponse): void {
  response.setHeader('x-amz-request-id', randomBytes(8).toString('hex').toUpperCase());
  response.setHeader('x-amz-id-2', randomBytes(48).toString('base64'));
  response.setHeader('server', 'bedrock-batch-emulator');
}

/** Sends an output, and the bytes of an object where there are any. */
export async function sendOutput(
  response: ServerResponse,
  output: WireOutput,
  body: AsyncIterable<Uint8Array> | undefined,
): Promise<void> {
  if (output.xml !== undefined) return sendXml(response, output, output.xml);
  response.writeHead(output.status, output.headers);
  if (body !== undefined && response.req.method !== 'HEAD') await sendBytes(response, body);
  response.end();
}

/** Sends an error as S3 does: as XML, and without a body where the reply has none. */
export function sendError(response: ServerResponse, error: unknown): void {
  const refusal = error instanceof WireError ? error : internalError(error);
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const hasBody = response.req.method !== 'HEAD' && refusal.status !== 304;
  if (hasBody) {
    sendXml(response, refusal, errorXml(refusal, String(response.getHeader('x-amz-request-id'))));
    return;
  }
  response.writeHead(refusal.status, refusal.headers);
  response.end();
}

function sendXml(
  response: ServerResponse,
  { status, headers }: Pick<WireOutput, 'status' | 'headers'>,
  xml: string,
): void {
  const bytes = Buffer.from(xml);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/xml',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

/** Waits for the client to take what it was given; stops reading when it is gone. */
async function sendBytes(response: ServerResponse, body: AsyncIterable<Uint8Array>): Promise<void> {
  const gone = new AbortController();
  const onClose = () => gone.abort();
  response.once('close', onClose);
  try {
    for await (const bytes of body) {
      if (response.destroyed) return;
      if (!response.write(bytes)) await once(response, 'drain', { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    response.off('close', onClose);
  }
}

function internalError(error: unknown): WireError {
  const text = error instanceof Error ? error.message : String(error);
  return new WireError({
    status: 500,
    code: 'InternalError',
    message: `[emulator] ${text}`,
  });
}

function errorXml(error: WireError, requestId: string): string {
  const fields: Record<string, string | number> = {
    Code: error.code,
    Message: error.message,
    ...error.fields,
    RequestId: requestId,
  };
  const elements = Object.entries(fields)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join('');
  return `${XML_DECLARATION}<Error>${elements}</Error>`;
}
