// What of outcomes needs no schema: the command's help names it.
export { type RetryReason, retryReasons } from './retry/retry-reason.ts';
