import type { BedrockBatchError } from '../../core/index.ts';
import type { RenderedBatch } from './rendered-batch.ts';

/** Turns the bytes of a source into lines, as far as an engine may, and into rows where it may not. */
export interface Renderer {
  /** Why there are no more rows, once there is a reason; those given before it are good. */
  readonly failure: BedrockBatchError | undefined;
  /** Whether what was pushed may still be looked at; else its memory may be used again. */
  readonly holdsBytes: boolean;
  /**
   * Takes the next bytes, which must not change as long as they are held.
   *
   * @yields What they complete, each valid until the next is asked for; all has to be asked for.
   */
  readonly push: (bytes: Uint8Array) => Generator<RenderedBatch, void>;
  /** @yields What the end of the source completes. */
  readonly finish: () => Generator<RenderedBatch, void>;
}
