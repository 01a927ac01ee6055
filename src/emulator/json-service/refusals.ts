import { quote } from '../../core/index.ts';
import { WireError } from '../http/wire-error.ts';

/** 400: the body is no JSON of the operation's shape. */
export function unreadable(reason: string): WireError {
  return new WireError({
    status: 400,
    code: 'SerializationException',
    message: `[emulator] The body cannot be read: ${reason}`,
  });
}

/** 403: the request is signed for another region than the emulator's. */
export function otherRegion(region: string, expected: string): WireError {
  return new WireError({
    status: 403,
    code: 'InvalidSignatureException',
    message: `[emulator] The request is signed for the region ${quote(region)}, and this is ${expected}`,
  });
}
