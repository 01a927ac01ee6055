import { NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } from '@aws-sdk/core/httpAuthSchemes';
import { loadConfig } from '@smithy/core/config';

/** The SDK takes an API key that is set to nothing, as by a secret that is missing in CI, for one; here it counts as not set. */
export function ambientPreference(): Promise<string[]> {
  const { environmentVariableSelector: select } = NODE_AUTH_SCHEME_PREFERENCE_OPTIONS;
  const options = { signingName: 'bedrock' };
  const read = loadConfig(
    {
      ...NODE_AUTH_SCHEME_PREFERENCE_OPTIONS,
      environmentVariableSelector: ({ AWS_BEARER_TOKEN_BEDROCK: token, ...others }) =>
        select(token ? { ...others, AWS_BEARER_TOKEN_BEDROCK: token } : others, options),
    },
    options,
  );
  return read();
}
