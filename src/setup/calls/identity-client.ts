/**
 * A client of `@aws-sdk/client-iam` or `@aws-sdk/client-sts`, by what is used of it: both packages are optional, and their types are not
 * needed to read these.
 */
export interface IdentityClient {
  send(command: never, options: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

/** A package that is optional, and is not installed. */
export class PackageMissing extends Error {
  static {
    this.prototype.name = 'PackageMissing';
  }
  readonly packageName: string;

  constructor(packageName: string, cause: unknown) {
    super(`${packageName} cannot be loaded`, { cause });
    this.packageName = packageName;
  }
}
