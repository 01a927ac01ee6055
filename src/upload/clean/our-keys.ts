/** `<name>-<12 digits of the digest>/jobs/0000/shard-00000.jsonl`, wherever it lies. */
const SHARD_KEY = /(?:^|\/)[^/]+-[0-9a-f]{12}\/jobs\/\d{4,}\/shard-\d{5,}\.jsonl$/;

/** Tells whether a key is one that a shard of a dataset of ours has. */
export function isShardKey(key: string): boolean {
  return SHARD_KEY.test(key);
}
