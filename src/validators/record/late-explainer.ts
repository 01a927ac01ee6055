import { LOOK_CLOSER, type Verdicts } from '../../engine/index.ts';
import type { NamedModel } from '../model/model-choice.ts';
import type { ExplainModelInput } from './record-validator.ts';

/**
 * Explains model inputs, with zod and the schemas loaded only when a line asks for a closer look: most files have none, and half of
 * the time and of the memory that a small file takes would be the schemas'.
 */
export class LateExplainer {
  readonly #model: NamedModel;
  #loaded: ExplainModelInput | undefined;

  constructor(model: NamedModel) {
    this.#model = model;
  }

  /** Absent where the model's family is not known. */
  get explain(): ExplainModelInput | undefined {
    if (this.#model.family === undefined) return undefined;
    return (modelInput) => {
      if (this.#loaded === undefined) throw new Error('No schema was loaded: this is a bug');
      return this.#loaded(modelInput);
    };
  }

  /** Whether lines of a block ask for what is not loaded yet. */
  isMissedBy({ verdict, count }: Verdicts): boolean {
    if (this.#loaded !== undefined || this.#model.family === undefined) return false;
    return verdict.subarray(0, count).includes(LOOK_CLOSER);
  }

  async load(): Promise<void> {
    const { explainerOfNamed } = await import('./explainer.ts');
    this.#loaded = explainerOfNamed(this.#model);
  }
}
