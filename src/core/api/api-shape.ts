/** A text of the API, with its bounds in UTF-16 units. */
export interface StringShape {
  readonly type: 'string';
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly enum?: readonly string[] | undefined;
  /** AWS's own pattern, as its messages quote it. */
  readonly pattern?: string | undefined;
  /**
   * The same language in a form that matches in linear time; where it is missing, `pattern` is linear already.
   * AWS's pattern of a job name takes seconds on 30 characters in JavaScript.
   */
  readonly linear?: string | undefined;
}

/** A number of the API; both are whole. */
export interface NumberShape {
  readonly type: 'integer' | 'long';
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** A point in time, as a `Date`. */
export interface TimestampShape {
  readonly type: 'timestamp';
}

/** A list with bounds on its length. */
export interface ListShape {
  readonly type: 'list';
  readonly member: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** A structure; of a union exactly one member is given. */
export interface StructureShape {
  readonly type: 'structure';
  readonly union?: boolean | undefined;
  readonly required?: readonly string[] | undefined;
  readonly members: Readonly<Record<string, string>>;
}

/** A shape of the API model. */
export type ApiShape = StringShape | NumberShape | TimestampShape | ListShape | StructureShape;
