import { quote } from '../quote.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about S3 objects that records refer to. URIs as they stand in the records. */
export interface S3Args {
  readonly S3_URI_PATTERN: {
    readonly uri: string;
    /** What the pattern refuses, and where; a clause. */
    readonly fault: string;
  };
  readonly S3_URI_UNUSUAL: {
    readonly uri: string;
    /** What the narrower pattern refuses, and where; a clause. */
    readonly fault: string;
  };
  readonly S3_REFERENCE_BUCKET: {
    readonly uri: string;
    /** URI of the first reference of the job, which is in another bucket. */
    readonly firstUri: string;
    readonly first: string;
  };
  readonly S3_REFERENCE_SPREAD: {
    /** Folder of the bucket that covers all references and can be the input of a job. */
    readonly folder: string;
    readonly uri: string;
    readonly first: string;
    /** The reference that has no such folder in common with the first; absent where the first alone has none. */
    readonly otherUri?: string | undefined;
    readonly other?: string | undefined;
  };
  readonly S3_REFERENCE_OUTSIDE: {
    readonly uri: string;
    /** Folder that the job has as its input; begins with `…` where only its end is known. */
    readonly folder: string;
  };
  readonly S3_INPUT_NOT_FOLDER: {
    readonly inputUri: string;
    readonly uri: string;
    readonly first: string;
  };
  readonly S3_REFERENCE_MISSING: { readonly uri: string };
  readonly S3_REFERENCE_FORBIDDEN: { readonly uri: string };
}

const LONGEST_URI = 200;
const uriText = (uri: string) => quote(uri, LONGEST_URI);

export const s3Catalogue: Catalogue<S3Args> = {
  S3_URI_PATTERN: {
    severity: 'error',
    message: ({ uri, fault }) =>
      `The S3 URI ${uriText(uri)} is not one that Bedrock takes in a record: ${fault}`,
    hint: () => 'Write s3://bucket/key with the exact name of a bucket, at most 1,024 characters',
    expected: () => 's3://bucket/key',
    received: ({ uri }) => uriText(uri),
  },
  S3_URI_UNUSUAL: {
    severity: 'warning',
    message: ({ uri, fault }) =>
      `The S3 URI ${uriText(uri)} would be refused as the URI of a job: ${fault}; AWS does not document which ones an InvokeModel record may hold`,
    hint: () =>
      'Name objects with letters, digits, "-", "_" and "." only, or find out with a small job whether it is taken',
    expected: () => 'letters, digits, "-", "_" and "." between single slashes',
    received: ({ fault }) => fault,
  },
  S3_REFERENCE_BUCKET: {
    severity: 'error',
    message: ({ uri, firstUri, first }) =>
      `The S3 object ${uriText(uri)} is in another bucket than ${uriText(firstUri)} at ${first}, and a job reads from one bucket only`,
    hint: () => 'Copy the objects of a job into one bucket, below the folder of its input',
    expected: ({ firstUri }) => `the bucket of ${uriText(firstUri)}`,
    received: ({ uri }) => uriText(uri),
  },
  S3_REFERENCE_SPREAD: {
    severity: 'warning',
    message: ({ folder, uri, first, otherUri, other }) => {
      const which =
        otherUri === undefined
          ? `The S3 object ${uriText(uri)} at ${first} lies in no folder`
          : `The S3 objects ${uriText(uri)} at ${first} and ${uriText(otherUri)} at ${other} have no folder in common`;
      return `${which} that can be the input of a job, short of all of ${uriText(folder)}, of which Bedrock would read every .jsonl`;
    },
    hint: () => 'Move the objects of a job and its .jsonl files below one folder of their own',
    expected: () => 'one folder for all objects of the job',
    received: ({ folder }) => uriText(folder),
  },
  S3_REFERENCE_OUTSIDE: {
    severity: 'error',
    message: ({ uri, folder }) =>
      `The S3 object ${uriText(uri)} does not lie below the input of its job, ${uriText(folder)}, and Bedrock reads objects from nowhere else`,
    hint: ({ folder }) =>
      folder.startsWith('…')
        ? 'Put the bytes themselves into the records; where you submit the jobs yourself with an input above the objects, set --severity S3_REFERENCE_OUTSIDE=off'
        : 'Copy the object below the input, or choose an input folder above both; names are case-sensitive',
    expected: ({ folder }) => uriText(folder),
    received: ({ uri }) => uriText(uri),
  },
  S3_INPUT_NOT_FOLDER: {
    severity: 'error',
    message: ({ inputUri, uri, first }) =>
      `The input of the job is the object ${uriText(inputUri)}, but its records refer to ${uriText(uri)} (${first}), and then the input has to be a folder`,
    hint: () => 'Give the job the folder that holds the .jsonl and the objects',
    expected: () => 's3://bucket/folder/',
    received: ({ inputUri }) => uriText(inputUri),
  },
  S3_REFERENCE_MISSING: {
    severity: 'error',
    message: ({ uri }) => `There is no S3 object ${uriText(uri)}, so its records fail`,
    hint: () => 'Upload the object, or fix the URI; names are case-sensitive',
    expected: () => 'an S3 object',
    received: () => 'nothing (HTTP 404)',
  },
  S3_REFERENCE_FORBIDDEN: {
    severity: 'warning',
    message: ({ uri }) =>
      `S3 does not let these credentials look at ${uriText(uri)}; the role of the job may read it, or it may not be there`,
    hint: () =>
      'Check the object, its bucketOwner, and that the role of the job has s3:GetObject on it; without s3:ListBucket S3 says of a missing object that it is forbidden',
    expected: () => 'an S3 object that may be read',
    received: () => 'no access (HTTP 403)',
  },
};
