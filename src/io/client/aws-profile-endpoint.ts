import { CONFIG_PREFIX_SEPARATOR, loadConfig } from '@smithy/core/config';

const KEY = 'endpoint_url';

/**
 * Reads the endpoint of a service, as a client does where AWS_PROFILE names the profile: in the environment, else in the
 * profile's section of `services`, else that of all services.
 *
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html.
 */
export function profileEndpoint(service: string, profile: string): Promise<string | undefined> {
  const name = service.replaceAll(' ', '_');
  const read = loadConfig<string | undefined>(
    {
      environmentVariableSelector: (env) =>
        env[`AWS_ENDPOINT_URL_${name.toUpperCase()}`] || env['AWS_ENDPOINT_URL'] || undefined,
      configFileSelector: (own, all) => {
        const services = all?.[['services', own['services']].join(CONFIG_PREFIX_SEPARATOR)];
        const ofService = services?.[[name.toLowerCase(), KEY].join(CONFIG_PREFIX_SEPARATOR)];
        return ofService ?? own[KEY];
      },
      default: undefined,
    },
    { profile },
  );
  return read();
}
