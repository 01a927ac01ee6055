/** Environment variables that name a region; the first one that is set counts. */
export const REGION_VARIABLES: readonly string[] = ['AWS_REGION', 'AWS_DEFAULT_REGION'];
