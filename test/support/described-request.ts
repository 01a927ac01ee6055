import type { IncomingMessage } from 'node:http';

/** The services that requests are for. */
export type RequestedService = 's3' | 'bedrock' | 'servicequotas';

/** A request as a proxy sees it. */
export interface SeenRequest {
  readonly service: RequestedService;
  /** Name of the operation. */
  readonly operation: string;
  readonly method: string;
  /** Path without the query: `/bucket/key`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** Reads from a request which operation it asks for. */
export function describeRequest({ method = '', url = '/', headers }: IncomingMessage): SeenRequest {
  const { pathname, searchParams: query } = new URL(url, 'http://127.0.0.1');
  const path = decodeURIComponent(pathname);
  const { authorization = '', 'x-amz-target': target = '' } = headers;
  const [, signed = 's3'] = /\/(bedrock|servicequotas)\/aws4_request/.exec(authorization) ?? [];
  const service = signed as RequestedService;
  const names = {
    s3: () => s3Operation(method, path, query),
    bedrock: () => bedrockOperation(method, path),
    servicequotas: () => String(target).replace(/^.*\./, ''),
  };
  return { service, operation: names[service](), method, path, query, headers };
}

function s3Operation(method: string, path: string, query: URLSearchParams): string {
  const hasKey = /^\/[^/]+\/.+/.test(path);
  return hasKey ? objectOperation(method, query) : bucketOperation(method, query);
}

function objectOperation(method: string, query: URLSearchParams): string {
  if (query.has('uploads')) return 'CreateMultipartUpload';
  const ofObjects: Record<string, string> = {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    PUT: 'PutObject',
    DELETE: 'DeleteObject',
  };
  const ofParts: Record<string, string> = {
    PUT: 'UploadPart',
    POST: 'CompleteMultipartUpload',
    DELETE: 'AbortMultipartUpload',
    GET: 'ListParts',
  };
  return (query.has('uploadId') ? ofParts : ofObjects)[method] ?? '';
}

function bucketOperation(method: string, query: URLSearchParams): string {
  if (query.has('uploads')) return 'ListMultipartUploads';
  return { GET: 'ListObjects', HEAD: 'HeadBucket', PUT: 'CreateBucket' }[method] ?? '';
}

function bedrockOperation(method: string, path: string): string {
  if (path.startsWith('/foundation-models')) return 'ListFoundationModels';
  if (path.startsWith('/model-invocation-jobs')) return 'ListModelInvocationJobs';
  if (path === '/listTagsForResource') return 'ListTagsForResource';
  if (path.endsWith('/stop')) return 'StopModelInvocationJob';
  return method === 'POST' ? 'CreateModelInvocationJob' : 'GetModelInvocationJob';
}
