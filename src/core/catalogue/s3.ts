import { quote } from '../text/quote.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about S3 objects that records refer to. URIs as they stand in the records.

const LONGEST_URI = 200;
const uriText = (uri: string) => quote(uri, LONGEST_URI);

/**
 * A record refers to an S3 object by a URI that Bedrock does not take. The message names what is refused, and where.
 *
 * **Why.** Converse documents the pattern of `s3Location.uri`: `s3://`, a bucket name of 3 to 63 characters `a-z 0-9 .
 * -`, then any key without a line break, 1,024 characters in all. Other bodies have no documented pattern, but their
 * objects have to be in the bucket of the job's input (documented), and the URI of that takes the same bucket names
 * only. Access-point ARNs and `https://` addresses are none.
 *
 * **What to do.** Write `s3://bucket/key`. A bucket whose name has capitals or `_` cannot be used: copy the objects.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"https://my-bucket.s3.amazonaws.com/movies/jaws.mp4"}}}}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/jaws.mp4"}}}}]}]}}
 * ```
 */
export const S3_URI_PATTERN: CatalogueEntry<{
  readonly uri: string;
  /** What the pattern refuses, and where; a clause. */
  readonly fault: string;
}> = {
  severity: 'error',
  message: ({ uri, fault }) =>
    `The S3 URI ${uriText(uri)} is not one that Bedrock takes in a record: ${fault}`,
  hint: () => 'Write s3://bucket/key with the exact name of a bucket, at most 1,024 characters',
  expected: () => 's3://bucket/key',
  received: ({ uri }) => uriText(uri),
};

/**
 * An InvokeModel record refers to an S3 object whose key has characters that Bedrock refuses in the URIs of jobs: `=`,
 * spaces, `+ @ : % & , ~`, letters beyond ASCII, or two slashes side by side.
 *
 * **Why.** The pattern of a job's input and output URI takes `A-Z a-z 0-9 - ! _ * ' ( ) .` between single slashes
 * (documented). For objects in records of type Converse a looser one is documented, and such keys pass. For InvokeModel
 * AWS documents none, so whether they pass is not known.
 *
 * **What to do.** Name objects with the characters above, or see by a small job whether yours are taken. The folder of
 * the job's input has to keep to them in any case.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/year=1975/jaws.mp4"}}}}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/1975/jaws.mp4"}}}}]}]}}
 * ```
 */
export const S3_URI_UNUSUAL: CatalogueEntry<{
  readonly uri: string;
  /** What the narrower pattern refuses, and where; a clause. */
  readonly fault: string;
}> = {
  severity: 'warning',
  message: ({ uri, fault }) =>
    `The S3 URI ${uriText(uri)} would be refused as the URI of a job: ${fault}; AWS does not document which ones an InvokeModel record may hold`,
  hint: () =>
    'Name objects with letters, digits, "-", "_" and "." only, or find out with a small job whether it is taken',
  expected: () => 'letters, digits, "-", "_" and "." between single slashes',
  received: ({ fault }) => fault,
};

/**
 * Records of one job refer to S3 objects in different buckets. Both places are named.
 *
 * **Why.** All objects have to be in the bucket and folder of the job's input (documented), and a job has one input.
 *
 * **What to do.** Copy the objects of a job into one bucket, or make one job for each bucket.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/jaws.mp4"}}}}]}]}}
 * {"recordId":"movie-2","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://other-bucket/movies/alien.mp4"}}}}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/jaws.mp4"}}}}]}]}}
 * {"recordId":"movie-2","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/alien.mp4"}}}}]}]}}
 * ```
 */
export const S3_REFERENCE_BUCKET: CatalogueEntry<{
  readonly uri: string;
  /** URI of the first reference of the job, which is in another bucket. */
  readonly firstUri: string;
  readonly first: string;
}> = {
  severity: 'error',
  message: ({ uri, firstUri, first }) =>
    `The S3 object ${uriText(uri)} is in another bucket than ${uriText(firstUri)} at ${first}, and a job reads from one bucket only`,
  hint: () => 'Copy the objects of a job into one bucket, below the folder of its input',
  expected: ({ firstUri }) => `the bucket of ${uriText(firstUri)}`,
  received: ({ uri }) => uriText(uri),
};

/**
 * No folder below the bucket covers all S3 objects of a job, or none that Bedrock takes as an input, so that only the
 * whole bucket can be the job's input.
 *
 * **Why.** Objects have to be below the folder that the job has as its input (documented). A whole bucket may be one,
 * but Bedrock reads every `.jsonl` object below its input (documented), those of other jobs too.
 *
 * **What to do.** Move the objects and the `.jsonl` files of a job below one folder of their own. Where the job's input
 * is known, say so with `--input-uri`: then the objects are checked against it instead.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/horror/jaws.mp4"}}}}]}]}}
 * {"recordId":"movie-2","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/comedy/airplane.mp4"}}}}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/horror/jaws.mp4"}}}}]}]}}
 * {"recordId":"movie-2","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/comedy/airplane.mp4"}}}}]}]}}
 * ```
 */
export const S3_REFERENCE_SPREAD: CatalogueEntry<{
  /** Folder of the bucket that covers all references and can be the input of a job. */
  readonly folder: string;
  readonly uri: string;
  readonly first: string;
  /** The reference that has no such folder in common with the first; absent where the first alone has none. */
  readonly otherUri?: string | undefined;
  readonly other?: string | undefined;
}> = {
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
};

/**
 * A record refers to an S3 object that is not below the input of its job.
 *
 * **Why.** All objects have to be in the bucket and folder of the job's input, and names are case-sensitive
 * (documented). The input is what `--input-uri` says. Of a dataset it is known without: each job has the folder
 * `jobs/0000/`, `jobs/0001/` and so on below the prefix that the dataset is uploaded to.
 *
 * **What to do.** Copy the objects below the input, choose an input folder above them, or put their bytes into the
 * records. Where you submit the files of a dataset yourself, with an input above the objects, switch this off:
 * `--severity S3_REFERENCE_OUTSIDE=off`.
 *
 * Wrong:
 *
 * ```text
 * --input-uri s3://my-bucket/movies/   s3://my-bucket/Movies/jaws.mp4
 * ```
 *
 * Right:
 *
 * ```text
 * --input-uri s3://my-bucket/movies/   s3://my-bucket/movies/jaws.mp4
 * ```
 */
export const S3_REFERENCE_OUTSIDE: CatalogueEntry<{
  readonly uri: string;
  /** Folder that the job has as its input; begins with `…` where only its end is known. */
  readonly folder: string;
}> = {
  severity: 'error',
  message: ({ uri, folder }) =>
    `The S3 object ${uriText(uri)} does not lie below the input of its job, ${uriText(folder)}, and Bedrock reads objects from nowhere else`,
  hint: ({ folder }) =>
    folder.startsWith('…')
      ? 'Put the bytes themselves into the records; where you submit the jobs yourself with an input above the objects, set --severity S3_REFERENCE_OUTSIDE=off'
      : 'Copy the object below the input, or choose an input folder above both; names are case-sensitive',
  expected: ({ folder }) => uriText(folder),
  received: ({ uri }) => uriText(uri),
};

/**
 * The input of the job is one `.jsonl` object, and its records refer to S3 objects.
 *
 * **Why.** With such records the input has to be the folder that holds the `.jsonl` and the objects, not the `.jsonl`
 * alone (documented).
 *
 * **What to do.** Give the job the folder. Bedrock reads every `.jsonl` below it, so let it be a folder of its own.
 *
 * Wrong:
 *
 * ```text
 * --input-uri s3://my-bucket/movies/input.jsonl
 * ```
 *
 * Right:
 *
 * ```text
 * --input-uri s3://my-bucket/movies/
 * ```
 */
export const S3_INPUT_NOT_FOLDER: CatalogueEntry<{
  readonly inputUri: string;
  readonly uri: string;
  readonly first: string;
}> = {
  severity: 'error',
  message: ({ inputUri, uri, first }) =>
    `The input of the job is the object ${uriText(inputUri)}, but its records refer to ${uriText(uri)} (${first}), and then the input has to be a folder`,
  hint: () => 'Give the job the folder that holds the .jsonl and the objects',
  expected: () => 's3://bucket/folder/',
  received: ({ inputUri }) => uriText(inputUri),
};

/**
 * A record refers to an S3 object that is not there. Only `--check-s3` looks; each object is looked at once, and the
 * first record that refers to it is named.
 *
 * **Why.** The model cannot read it, so every record that refers to it fails.
 *
 * **What to do.** Upload the object, or fix the URI. Names are case-sensitive.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/Jaws.mp4"}}}}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/jaws.mp4"}}}}]}]}}
 * ```
 */
export const S3_REFERENCE_MISSING: CatalogueEntry<{ readonly uri: string }> = {
  severity: 'error',
  message: ({ uri }) => `There is no S3 object ${uriText(uri)}, so its records fail`,
  hint: () => 'Upload the object, or fix the URI; names are case-sensitive',
  expected: () => 'an S3 object',
  received: () => 'nothing (HTTP 404)',
};

/**
 * S3 refuses to say anything of an object that a record refers to (HTTP 403). Only `--check-s3` looks.
 *
 * **Why.** The credentials that `validate` has are not those of the job's role, which may have the right. S3 also
 * answers so where the object is not there and the credentials lack `s3:ListBucket`, and where the bucket is not of the
 * account in `bucketOwner`.
 *
 * **What to do.** See that the object is there, that `bucketOwner` is the account of the bucket, and that the role of
 * the job has `s3:GetObject` on it.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/jaws.mp4","bucketOwner":"999999999999"}}}}]}]}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://my-bucket/movies/jaws.mp4","bucketOwner":"123456789012"}}}}]}]}}
 * ```
 */
export const S3_REFERENCE_FORBIDDEN: CatalogueEntry<{ readonly uri: string }> = {
  severity: 'warning',
  message: ({ uri }) =>
    `S3 does not let these credentials look at ${uriText(uri)}; the role of the job may read it, or it may not be there`,
  hint: () =>
    'Check the object, its bucketOwner, and that the role of the job has s3:GetObject on it; without s3:ListBucket S3 says of a missing object that it is forbidden',
  expected: () => 'an S3 object that may be read',
  received: () => 'no access (HTTP 403)',
};
