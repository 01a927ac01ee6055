/**
 * Says how requests to Bedrock are signed: with the profile that was asked for, else as the environment wants it.
 *
 * A Bedrock API key in `AWS_BEARER_TOKEN_BEDROCK` would beat a profile that was asked for, and Bedrock would be asked as
 * someone else than S3; so a profile that is given wins.
 */
export function authPreference(profile: string | undefined): string[] | (() => Promise<string[]>) {
  if (profile !== undefined) return ['sigv4'];
  return async () => {
    const { ambientPreference } = await import('./aws-ambient-preference.ts');
    return ambientPreference();
  };
}
