import { quote } from '../../core/index.ts';
import { WireError } from '../http/wire-error.ts';

/** 400: a member is missing, or cannot be. */
export function validationError(reason: string): WireError {
  return new WireError({ status: 400, code: 'ValidationError', message: `[emulator] ${reason}` });
}

/** 404: IAM has no role or user of the name. Source: GetRole in the IAM API reference. */
export function noSuchEntity(what: string): WireError {
  return new WireError({
    status: 404,
    code: 'NoSuchEntity',
    message: `[emulator] ${quote(what, 200)} cannot be found.`,
  });
}

/** 400: no action that the emulator knows. */
export function invalidAction(action: string): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidAction',
    message: `[emulator] ${quote(action, 200)} is no action that is emulated`,
  });
}

/** 501: a policy says what the emulator cannot judge; it does not guess. */
export function cannotJudge(what: string): WireError {
  return new WireError({
    status: 501,
    code: 'NotImplemented',
    message: `[emulator] Policies with ${quote(what, 200)} cannot be judged`,
  });
}
