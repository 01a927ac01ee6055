import {
  loadConfig,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
} from '@smithy/core/config';
import { REGION_VARIABLES } from './region-variables.ts';

/**
 * Reads the region that is configured: AWS_REGION, AWS_DEFAULT_REGION, or the profile's, in this order.
 *
 * The JavaScript SDK alone does not look at AWS_DEFAULT_REGION, which boto3 and the AWS CLI read; the AWS CLI asks in the
 * same order (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html). A variable that is set to
 * nothing counts as not set. Throws "Region is missing", as the SDK does, where none is set.
 */
export function configuredRegion(profile: string | undefined): Promise<string> {
  const read = loadConfig(
    {
      ...NODE_REGION_CONFIG_OPTIONS,
      environmentVariableSelector: (env) => REGION_VARIABLES.map((name) => env[name]).find(Boolean),
    },
    { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile !== undefined && { profile }) },
  );
  return read();
}
