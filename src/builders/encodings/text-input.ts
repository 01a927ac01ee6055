/** A byte of a source that its encoding does not have there. */
export interface TextFault {
  /** 0-based offset in the source of the first byte of what is no character. */
  readonly offset: number;
  /** The byte that stands there. */
  readonly byte: number;
}

/** Bytes of an encoding in, UTF-8 out. */
export interface TextInput {
  /** Takes the next bytes and gives the whole characters that they complete, up to the first fault. */
  readonly push: (bytes: Uint8Array) => Uint8Array;
  /** Gives what the end completes. */
  readonly finish: () => Uint8Array;
  /** What is no character, once it was met. */
  readonly fault: TextFault | undefined;
}
