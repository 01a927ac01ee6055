/** Beginning of the names of files that are not finished; whoever owns the folder may remove them, for their writers have ended. */
export const TEMPORARY_PREFIX = '.bedrock-batch-';
