const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

/** Tells whether a name follows S3's rules: see "General purpose bucket naming rules" in the S3 user guide. */
export function isBucketName(name: string): boolean {
  return NAME.test(name) && !name.includes('..') && !IP_ADDRESS.test(name);
}
