import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a configuration file of a real machine may say. */
const CONFIG = `[default]
region = eu-central-1
use_fips_endpoint = true
use_dualstack_endpoint = true
auth_scheme_preference = httpBearerAuth
endpoint_url = http://127.0.0.1:9
services = elsewhere
[services elsewhere]
s3 =
  endpoint_url = http://127.0.0.1:9
bedrock =
  endpoint_url = http://127.0.0.1:9
`;

/** Every variable of a real machine that leads a client of the SDK elsewhere, or makes it ask as someone else. */
export function hostileEnvironment(token = 'bedrock-api-key-AAAA'): Record<string, string> {
  const path = join(mkdtempSync(join(tmpdir(), 'hostile-config-')), 'config');
  writeFileSync(path, CONFIG);
  return {
    AWS_BEARER_TOKEN_BEDROCK: token,
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_AUTH_SCHEME_PREFERENCE: 'httpBearerAuth',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_BEDROCK: 'http://127.0.0.1:9',
    AWS_REGION: 'us-gov-west-1',
    AWS_DEFAULT_REGION: 'us-gov-west-1',
    AWS_PROFILE: 'nobody',
    AWS_ACCESS_KEY_ID: 'AKIAELSEWHERE',
    AWS_SECRET_ACCESS_KEY: 'elsewhere',
    AWS_SESSION_TOKEN: 'elsewhere',
    AWS_CONFIG_FILE: path,
    AWS_SHARED_CREDENTIALS_FILE: path,
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
    AWS_DEFAULTS_MODE: 'auto',
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    ALL_PROXY: 'http://127.0.0.1:9',
  };
}
