import { quote } from '../../core/index.ts';
import { WireError } from '../http/wire-error.ts';

/** 400: no operation that the emulator knows. */
export function noSuchOperation(target: string): WireError {
  return new WireError({
    status: 400,
    code: 'UnknownOperationException',
    message: `[emulator] ${quote(target)} is no operation of Service Quotas that is emulated`,
  });
}

/** 400: a member is missing or breaks a constraint of the API. */
export function illegal(member: string, expected: string): WireError {
  return new WireError({
    status: 400,
    code: 'IllegalArgumentException',
    message: `[emulator] ${member} must be ${expected}`,
  });
}

/** 400: the service or the quota is not there, or has no value of the kind that is asked for. */
export function noSuchResource(what: string): WireError {
  return new WireError({
    status: 400,
    code: 'NoSuchResourceException',
    message: `[emulator] There is no ${what}`,
  });
}

/** 400: the token was not made by this list. */
export function invalidToken(): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidPaginationTokenException',
    message: '[emulator] The NextToken was not made by this list of the emulator',
  });
}
