import type { Dataset } from '../../dataset/index.ts';
import { asideText } from '../texts/aside-text.ts';
import type { Session } from './session.ts';

/** Says how many rows were set aside when a dataset was built, and where they are listed. */
export function sayAside({ manifest }: Pick<Dataset, 'manifest'>, session: Session): void {
  const text = asideText(manifest);
  if (text !== undefined)
    session.say(
      `${text}: rows.rejected in the dataset lists them, and each has the outcome rejected`,
    );
}
