import type { BedrockClient } from '@aws-sdk/client-bedrock';
import { InvalidOptionError } from '../../core/index.ts';

/** What the account is compared with. */
export interface AccountsAsked {
  /** Account of the role, in which the jobs will be. */
  readonly account: string;
  readonly inputBucketOwner?: string | undefined;
}

/**
 * Makes sure that S3 and Bedrock are asked as one account, where that can be known without asking anybody.
 *
 * With an API key Bedrock is asked as whoever the key is of, and S3, which takes none, with the credentials of the chain. Those may say
 * their account: single sign-on, assumed roles and AWS_ACCOUNT_ID do. A bucket of another account is in order where
 * its owner is given.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the credentials are of another account than the role.
 */
export async function requireOneAccount(
  bedrock: BedrockClient,
  { account, inputBucketOwner }: AccountsAsked,
): Promise<void> {
  if (inputBucketOwner !== undefined || !(await asksByKey(bedrock))) return;
  const uploader = await accountOfCredentials(bedrock);
  if (uploader === undefined || uploader === account) return;
  throw new InvalidOptionError(
    `The credentials that S3 is asked with are of account ${uploader}, and the API key that Bedrock is asked with would make jobs in account ${account}, that of the role`,
    {
      option: 'roleArn',
      expected: `one account for S3 and Bedrock, or the owner of the bucket`,
      received: `${uploader} and ${account}`,
      hint: 'Give --profile for both, unset AWS_BEARER_TOKEN_BEDROCK, or say with --input-bucket-owner whose bucket it is',
    },
  );
}

async function asksByKey({ config }: BedrockClient): Promise<boolean> {
  const { authSchemePreference } = config;
  return (await authSchemePreference?.())?.includes('httpBearerAuth') === true;
}

/** Undefined where there are none or they do not say; what S3 thinks of them, it says itself. */
async function accountOfCredentials({ config }: BedrockClient): Promise<string | undefined> {
  try {
    return (await config.credentials()).accountId;
  } catch {
    return undefined;
  }
}
