import type { Answer, SeenRequest } from '../../../support/fault-proxy.ts';

/** What a service says no with. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

/** Writes a refusal as the service of the request does. To HEAD only the status is said. */
export function refusal(
  { service, method }: SeenRequest,
  { status, code, message }: Refusal,
): Answer {
  const text = message ?? `${code} on purpose`;
  if (service === 's3') {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message><RequestId>R1</RequestId></Error>`;
    return { status, type: 'application/xml', body: method === 'HEAD' ? '' : body };
  }
  return {
    status,
    type: service === 'bedrock' ? 'application/json' : 'application/x-amz-json-1.1',
    body: JSON.stringify({ __type: code, message: text }),
    headers: { 'x-amzn-errortype': code },
  };
}
