import { resolve } from 'node:path';
import { parseS3Uri, requireS3Folder } from '../s3/s3-uri.ts';
import { folderHome } from './folder-home.ts';
import type { Home } from './home.ts';
import { type S3HomeParts, s3Home } from './s3-home.ts';

/** Tells whether an address is one in S3, and no path. */
export function isS3Address(address: string): boolean {
  return address.startsWith('s3://');
}

/**
 * Makes a home of a path or an S3 URI; nothing is read or asked yet.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse the S3 URI.
 */
export function homeAt(address: string, parts: S3HomeParts): Home {
  if (!isS3Address(address)) return folderHome(resolve(address));
  const place = parseS3Uri(requireS3Folder(address, 'dataset'));
  return place === undefined ? folderHome(resolve(address)) : s3Home(place, parts);
}
