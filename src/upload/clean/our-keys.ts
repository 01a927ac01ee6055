/** `jobs/0000/shard-00000.jsonl` and what stands beside the manifest, wherever the dataset lies. */
const DATASET_KEY =
  /(?:^|\/)(?:jobs\/\d{4,}\/shard-\d{5,}\.jsonl|rows\.(?:digests|numbers|repeats|rejected)|ids\.hashes)$/;

/** Tells whether a key is one that an object of a dataset of ours has. */
export function isDatasetKey(key: string): boolean {
  return DATASET_KEY.test(key);
}
