import { devNull } from 'node:os';

// What the machine says of AWS must not decide what a test shows; processes that a test starts inherit this.
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
process.env['AWS_CONFIG_FILE'] = devNull;
process.env['AWS_SHARED_CREDENTIALS_FILE'] = devNull;
process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
