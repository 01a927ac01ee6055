import { WireError } from '../../http/wire-error.ts';

// Codes, statuses and most wordings: "Error responses" in the S3 API reference.

export function noSuchBucket(bucket: string): WireError {
  return new WireError({
    status: 404,
    code: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
    fields: { BucketName: bucket },
  });
}

export function noSuchKey(key: string): WireError {
  return new WireError({
    status: 404,
    code: 'NoSuchKey',
    message: 'The specified key does not exist.',
    fields: { Key: key },
  });
}

export function noSuchUpload(uploadId: string): WireError {
  return new WireError({
    status: 404,
    code: 'NoSuchUpload',
    message:
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    fields: { UploadId: uploadId },
  });
}

export function preconditionFailed(condition: string): WireError {
  return new WireError({
    status: 412,
    code: 'PreconditionFailed',
    message: 'At least one of the pre-conditions you specified did not hold',
    fields: { Condition: condition },
  });
}

export function accessDenied(): WireError {
  return new WireError({ status: 403, code: 'AccessDenied', message: 'Access Denied' });
}

export function invalidArgument(message: string, name: string, value: string): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidArgument',
    message,
    fields: { ArgumentName: name, ArgumentValue: value },
  });
}

export function invalidRequest(message: string): WireError {
  return new WireError({ status: 400, code: 'InvalidRequest', message });
}

export function badDigest(algorithm: string): WireError {
  return new WireError({
    status: 400,
    code: 'BadDigest',
    message: `The ${algorithm} you specified did not match the calculated checksum.`,
  });
}

export function malformedXml(): WireError {
  return new WireError({
    status: 400,
    code: 'MalformedXML',
    message:
      'The XML you provided was not well-formed or did not validate against our published schema',
  });
}

export function incompleteBody(): WireError {
  return new WireError({
    status: 400,
    code: 'IncompleteBody',
    message: 'The request body terminated unexpectedly',
  });
}

export function notImplemented(what: string): WireError {
  return new WireError({
    status: 501,
    code: 'NotImplemented',
    message: `A header or query you provided implies functionality that is not implemented: [emulator] ${what}`,
  });
}
