import type { Fault, SeenRequest } from '../../../support/fault-proxy.ts';
import type { FaultDraw, FaultKind } from './fault-kind.ts';
import { type Refusal, refusal } from './refusals.ts';

type Refusals = Partial<Readonly<Record<SeenRequest['service'], Refusal>>>;

/** A kind that is a refusal, in the words of each service that says so. */
function refused(name: string, refusals: Refusals): FaultKind {
  return {
    name,
    isOfAnyS3: refusals.s3 !== undefined,
    faultOf: (request) => {
      const said = refusals[request.service];
      return said && { answer: refusal(request, said) };
    },
  };
}

/** Whether the reply of a success has a body. */
const hasBody = ({ method, operation }: SeenRequest): boolean =>
  method !== 'HEAD' && !/^(?:PutObject|UploadPart|AbortMultipartUpload)$/.test(operation);

/** A kind that changes the body of the reply; nothing is done where that leaves it as it is. */
function changed(
  name: string,
  change: (body: Buffer, draw: FaultDraw) => Buffer | undefined,
): FaultKind {
  return {
    name,
    isLie: true,
    faultOf: (request, draw) => {
      if (!hasBody(request)) return undefined;
      return {
        change: (body) => {
          const other = body.length === 0 ? undefined : change(body, draw);
          if (other === undefined) draw.spared();
          return other ?? body;
        },
      };
    },
  };
}

/** The same in place of every reply. */
const always = (name: string, fault: Fault): FaultKind => ({ name, faultOf: () => fault });

/** A kind that changes the body of the request, where there is one. */
function changedOnTheWay(
  name: string,
  change: (body: Buffer, draw: FaultDraw) => Buffer,
): FaultKind {
  return {
    name,
    faultOf: ({ headers }, draw) =>
      Number(headers['content-length'] ?? 0) > 0
        ? { send: (body) => change(body, draw) }
        : undefined,
  };
}

function flipped(body: Buffer, { place }: FaultDraw): Buffer {
  const other = Buffer.from(body);
  const at = Math.floor(place * body.length);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

/** Behind the middle, so that something is there to be taken for a whole. */
const cutAt = (body: Buffer, { place }: FaultDraw): number =>
  Math.floor(body.length * (0.5 + place / 2));

/** A reply that ends early: in its body, or where it has none in its head. */
const cut: FaultKind = {
  name: 'reply cut',
  faultOf: (request, draw) => {
    if (!hasBody(request)) return 'hang-up';
    return { change: (body) => body, breakAfter: (body) => cutAt(body, draw) };
  },
};

const HAS_SUM = /^(?:GetObject|HeadObject|PutObject|UploadPart|CompleteMultipartUpload|ListParts)$/;
const SUM_HEADER = /^x-amz-checksum-crc32$/;
const SUM_ELEMENT = /(<ChecksumCRC32>)[^<]+/;
const WRONG_SUM = 'AAAAAA==';

/** What the reply says of checksums is not true. */
const wrongChecksum: FaultKind = {
  name: 'wrong checksum',
  isOfAnyS3: false,
  isLie: true,
  faultOf: ({ operation }, draw) => {
    if (!HAS_SUM.test(operation)) return undefined;
    let found = false;
    return {
      change: (body) => {
        const text = body.toString('latin1');
        found = SUM_ELEMENT.test(text);
        return found ? Buffer.from(text.replace(SUM_ELEMENT, `$1${WRONG_SUM}`), 'latin1') : body;
      },
      headers: (headers) => {
        const names = Object.keys(headers).filter((name) => SUM_HEADER.test(name));
        if (names.length === 0 && !found) draw.spared();
        return { ...headers, ...Object.fromEntries(names.map((name) => [name, WRONG_SUM])) };
      },
    };
  },
};

const PAGE = '<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>';

/** Everything that goes wrong, in the order of the table. */
export const faultKinds: readonly FaultKind[] = [
  refused('500', {
    s3: { status: 500, code: 'InternalError' },
    bedrock: { status: 500, code: 'InternalServerException' },
    servicequotas: { status: 500, code: 'ServiceException' },
  }),
  refused('503', {
    s3: { status: 503, code: 'SlowDown' },
    bedrock: { status: 503, code: 'ServiceUnavailableException' },
    servicequotas: { status: 503, code: 'ServiceException' },
  }),
  refused('429', {
    s3: { status: 429, code: 'TooManyRequests' },
    bedrock: { status: 429, code: 'ThrottlingException' },
    servicequotas: { status: 429, code: 'TooManyRequestsException' },
  }),
  refused('400 Throttling', {
    s3: { status: 400, code: 'Throttling' },
    bedrock: { status: 400, code: 'ThrottlingException' },
    servicequotas: { status: 400, code: 'ThrottlingException' },
  }),
  refused('400 ServiceQuotaExceeded', {
    bedrock: { status: 400, code: 'ServiceQuotaExceededException' },
  }),
  always('reset before the server acted', 'cut-request'),
  always('reset after the server acted', 'lose-reply'),
  cut,
  changed('reply short with matching length', (body, draw) => body.subarray(0, cutAt(body, draw))),
  changedOnTheWay('flipped byte on the way there', flipped),
  changed('flipped byte on the way back', flipped),
  { name: 'stall', faultOf: () => new Promise(() => undefined) },
  wrongChecksum,
  refused('clock skew', {
    s3: { status: 403, code: 'RequestTimeTooSkewed' },
    bedrock: { status: 403, code: 'InvalidSignatureException', message: 'Signature expired' },
    servicequotas: { status: 400, code: 'InvalidSignatureException', message: 'Signature expired' },
  }),
  refused('expired token', {
    s3: { status: 400, code: 'ExpiredToken' },
    bedrock: { status: 403, code: 'ExpiredTokenException' },
    servicequotas: { status: 400, code: 'ExpiredTokenException' },
  }),
  refused('denied', {
    s3: { status: 403, code: 'AccessDenied' },
    bedrock: { status: 403, code: 'AccessDeniedException' },
    servicequotas: { status: 400, code: 'AccessDeniedException' },
  }),
  refused('bucket gone', { s3: { status: 404, code: 'NoSuchBucket' } }),
  always('HTML 200', { answer: { type: 'text/html', body: PAGE } }),
  always('empty 200', { answer: { type: 'application/octet-stream', body: '' } }),
];
