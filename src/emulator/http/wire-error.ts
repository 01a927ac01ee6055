/** What an error reply says. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** Error name on the wire, such as `NoSuchKey` or `ValidationException`. */
  readonly code: string;
  readonly message: string;
  /** Headers of the error reply, such as `x-amz-bucket-region`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Further elements of S3's error document, such as `BucketName`. */
  readonly fields?: Readonly<Record<string, string | number>> | undefined;
}

/** A refusal on its way to the client: an operation throws it, the handler writes it in its service's form. */
export class WireError extends Error {
  static {
    this.prototype.name = 'WireError';
  }
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string | number>>;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.status = refusal.status;
    this.code = refusal.code;
    this.headers = refusal.headers ?? {};
    this.fields = refusal.fields ?? {};
  }
}
