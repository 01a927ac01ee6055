/** An upload of a shard that was begun and neither completed nor dropped. */
export interface LeftUpload {
  /** S3 URI of the object it would have become. */
  readonly uri: string;
  readonly uploadId: string;
  readonly parts: number;
  /** Of all its parts: what is paid for while it is there. */
  readonly bytes: number;
  /** When it was begun, ISO 8601 in UTC; undefined where the server does not say. */
  readonly begun: string | undefined;
  /** Hours since its last part came, or since it was begun where it has none; undefined where the server does not say. */
  readonly idleHours: number | undefined;
  /**
   * - `removed`: it is gone with its parts;
   * - `removable`: it would have been removed, but for `dryRun`;
   * - `kept`: it is younger than `olderThanHours`, or its age is not known, so a process may still send parts of it.
   */
  readonly status: 'removed' | 'removable' | 'kept';
}
