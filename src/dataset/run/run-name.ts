import { InvalidOptionError, quote } from '../../core/index.ts';
import { runStateName } from '../layout.ts';

const RUN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** Tells whether a text may name a run. */
export function isRunName(text: string): boolean {
  return RUN_NAME.test(text);
}

/** Checks a run's name, which becomes a folder. */
export function requireRunName(run: string): string {
  if (RUN_NAME.test(run)) return run;
  throw new InvalidOptionError(
    `The run name ${quote(run)} cannot be the name of a folder everywhere`,
    {
      option: 'run',
      expected: '1 to 63 letters, digits, ".", "_" and "-", a letter or digit first',
      received: quote(run),
      hint: `Choose a name such as main; it becomes ${runStateName('main')}`,
    },
  );
}
