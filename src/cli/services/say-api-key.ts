import type { AwsFlags } from '../flags/flags.ts';
import type { Session } from '../session/session.ts';

/** Says whom AWS is asked as where an API key of Bedrock stands in the environment: S3 takes none. */
export function sayApiKey(session: Session, { profile }: AwsFlags): void {
  const { AWS_BEARER_TOKEN_BEDROCK: key = '' } = session.streams.env;
  if (key === '') return;
  session.say(
    profile === undefined
      ? 'Bedrock is asked with the API key of AWS_BEARER_TOKEN_BEDROCK, S3 with the credentials of the default chain'
      : 'The profile is used for S3 and Bedrock; the API key of AWS_BEARER_TOKEN_BEDROCK is not',
  );
}
