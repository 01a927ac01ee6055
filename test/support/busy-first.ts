import type { EmulatorOptions } from '../../src/emulator/index.ts';

type Answer = NonNullable<EmulatorOptions['answer']>;

/** How often each text was asked, and answers that are errors where some text is asked for the first time. */
export interface BusyFirst {
  readonly asked: Map<string, number>;
  readonly answer: Answer;
}

/** Makes a model that is busy when it is first asked some texts; what it answers else is how often it was asked. */
export function busyFirst(isBusy: (text: string) => boolean): BusyFirst {
  const asked = new Map<string, number>();
  const answer: Answer = ({ modelInput }) => {
    const text = String(modelInput['inputText']);
    const times = (asked.get(text) ?? 0) + 1;
    asked.set(text, times);
    return isBusy(text) && times === 1
      ? { error: { errorCode: 503, errorMessage: 'busy' } }
      : { embedding: [times], inputTextTokenCount: 3 };
  };
  return { asked, answer };
}
