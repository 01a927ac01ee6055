import { InvalidOptionError } from '../../core/index.ts';

/**
 * The error for a limit of what jobs may cost beside a wish to ask on demand.
 *
 * @param wish The option that says so, and its value.
 */
export function onDemandUnpriced(wish: string): InvalidOptionError {
  return new InvalidOptionError(
    `maxCost cannot be checked beside ${wish}: no price of asking on demand was read`,
    { option: 'maxCost', hint: 'Leave out one of the two' },
  );
}
