/** Most hours that a request may give a job. Source: API model `bedrock/2023-04-20`, read 2026-11-20. */
export const LONGEST_TIMEOUT_HOURS = 168;

/**
 * Hours after which Bedrock ends a job whose request names no timeout.
 *
 * AWS does not say. Source: seen by users, BerriAI/litellm pull request 38981, read 2026-11-20.
 */
export const DEFAULT_TIMEOUT_HOURS = 24;
