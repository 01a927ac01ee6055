/** What an answer is made from besides the model input. */
export interface AnswerFacts {
  readonly modelId: string;
  /** The same whenever the record is; ids in the answer are made of it. */
  readonly answerId: string;
  /** Seconds since 1970. */
  readonly createdSeconds: number;
  /** Estimate: bytes of the model input by four. */
  readonly inputTokens: number;
}

/** The text a model seems to answer with. */
export interface Echo {
  readonly text: string;
  readonly tokens: number;
  /** Whether the record's own bound on tokens cut it. */
  readonly isCut: boolean;
}

/** What the emulator has to say in an answer; the family gives it its shape. */
export interface AnswerMeans {
  /** Says again what the user said last, cut to so many tokens; anything but a number cuts nothing. */
  readonly echoOf: (modelInput: Readonly<Record<string, unknown>>, maxTokens: unknown) => Echo;
  /** A vector that depends on nothing but what is embedded. */
  readonly vector: (content: unknown, size: number, isNormalized: boolean) => readonly number[];
}

/** An answer with what it counts. */
export interface GivenAnswer {
  readonly modelOutput: unknown;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Answers a model input in the shape of a model family. */
export type ModelAnswer = (
  modelInput: Readonly<Record<string, unknown>>,
  facts: AnswerFacts,
  means: AnswerMeans,
) => GivenAnswer;
