import { BedrockBatchError, isBedrockBatchError } from '../../core/index.ts';

/** The file system or the network of this machine refused something. */
class SystemError extends BedrockBatchError {
  static {
    this.prototype.name = 'SystemError';
  }
}

/**
 * Turns what Node throws for a failed system call into a known error: a full disk is no bug. Everything else passes.
 */
export function systemErrorOf(error: unknown): unknown {
  if (isBedrockBatchError(error) || !(error instanceof Error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new SystemError('SYSTEM', `This machine refused ${syscall}: ${error.message}`, {
    cause: error,
    hint: 'Check disk space, rights and limits; then run the same command again',
  });
}
