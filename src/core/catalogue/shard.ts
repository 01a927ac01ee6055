import { quote } from '../quote.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about the files of a dataset. */
export interface ShardArgs {
  readonly SHARD_MISSING: { readonly path: string };
  readonly SHARD_CHANGED: {
    readonly path: string;
    readonly what: string;
    readonly expected: string;
    readonly actual: string;
  };
  readonly SHARD_FOREIGN: { readonly path: string };
}

export const shardCatalogue: Catalogue<ShardArgs> = {
  SHARD_MISSING: {
    severity: 'error',
    message: ({ path }) => `The shard ${quote(path)} is in the manifest, but not in the folder`,
    hint: () => 'Build the dataset again; a dataset is never changed once it is built',
    expected: ({ path }) => quote(path),
    received: () => 'nothing',
  },
  SHARD_CHANGED: {
    severity: 'error',
    message: ({ path, what }) =>
      `The shard ${quote(path)} was changed after it was built: its ${what} differs from the manifest`,
    hint: () => 'Build the dataset again; a dataset is never changed once it is built',
    expected: ({ expected }) => expected,
    received: ({ actual }) => actual,
  },
  SHARD_FOREIGN: {
    severity: 'error',
    message: ({ path }) =>
      `The file ${quote(path)} is not in the manifest, but Bedrock reads every .jsonl below the folder of a job`,
    hint: () => 'Remove the file from the dataset',
    expected: () => 'only the shards of the manifest',
    received: ({ path }) => quote(path),
  },
};
