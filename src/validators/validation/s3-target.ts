import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import { MANIFEST_NAME } from '../../dataset/lean.ts';
import { type Home, homeAt, type S3HomeOptions } from '../../io/index.ts';
import { type JobFile, type Target, targetOf } from './targets.ts';

/**
 * Finds what an address in S3 stands for: an object is a job; a prefix with a manifest is a dataset; another prefix is one job with all `.jsonl` below it.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is neither.
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock could not read from there, or finds nothing to read.
 */
export async function s3Target(uri: string, options: S3HomeOptions): Promise<Target> {
  const above = uri.slice(0, uri.lastIndexOf('/') + 1);
  if (!uri.endsWith('/') && above !== 's3://') {
    const home = homeAt(above, { ...options, once: [] });
    const name = uri.slice(above.length);
    if ((await home.size(name)) !== undefined)
      return { home, jobs: [{ source: uri, files: [objectFile(home, name)] }] };
    home.close();
    if (name.endsWith('.jsonl')) throw nothingAt(uri);
  }
  const home = homeAt(uri, { ...options, once: [] });
  if ((await home.size(MANIFEST_NAME)) !== undefined) {
    const { openDataset } = await import('../../dataset/index.ts');
    const dataset = await openDataset(uri, options);
    home.close();
    return { ...targetOf(dataset), home: dataset.home };
  }
  const names = await home.find('', '.jsonl');
  if (names.length === 0) throw nothingBelow(home);
  const files = names.map((name) => objectFile(home, name));
  return { home, jobs: [{ source: home.address, files }] };
}

function objectFile(home: Home, name: string): JobFile {
  const source = home.nameOf(name);
  return { source, path: source, object: { home, name } };
}

function nothingAt(uri: string): SourceError {
  return new SourceError('SOURCE_NOT_FOUND', `There is no object ${quote(uri, 200)}`, {
    source: uri,
    hint: 'Check bucket, key and account; a prefix ends with a slash',
  });
}

function nothingBelow({ address }: Home): InvalidOptionError {
  return new InvalidOptionError(
    `There is no .jsonl below ${quote(address, 200)}, and Bedrock reads no others`,
    {
      option: 'path',
      expected: 'a .jsonl object, a dataset, or a prefix with .jsonl objects',
      received: quote(address, 200),
      hint: 'Name the prefix of a dataset, or give the objects the ending .jsonl',
    },
  );
}
