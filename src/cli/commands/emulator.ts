import { once } from 'node:events';
import type { Command } from 'commander';
import { quote } from '../../core/index.ts';
import type { Emulator } from '../../emulator/index.ts';
import {
  addAsOfFlag,
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  type CommonFlags,
  type RuleFlags,
} from '../flags/flags.ts';
import { readQuotas } from '../flags/read-quotas.ts';
import type { Session } from '../session/session.ts';
import { UsageError, wholeNumber } from '../session/usage-error.ts';

interface Flags extends CommonFlags, Pick<RuleFlags, 'quota' | 'asOf'> {
  readonly refuseEnded?: boolean | undefined;
  readonly port?: number | undefined;
  readonly data?: string | undefined;
  readonly region?: string | undefined;
}

/** Declares `emulator`. */
export function declareEmulator(program: Command, session: Session): void {
  const command = program
    .command('emulator')
    .summary('run S3 and Bedrock batch on this machine')
    .description(
      'Runs S3 and Bedrock batch inference on 127.0.0.1 until it is interrupted: no account, no cost.\n' +
        'Prints its endpoint, and what to export so that every AWS client of a shell uses it.',
    )
    .option('--port <number>', 'port to listen on; default: a free one', wholeNumber(0, 65_535))
    .option('--data <folder>', 'keep buckets and jobs there over a restart')
    .option('--region <name>', 'region of the jobs; default: us-east-1')
    .option('--refuse-ended', 'refuse jobs of models that AWS has ended');
  addAsOfFlag(command);
  addQuotaFlag(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch emulator --port 4711 --data ./emulator-data',
    'bedrock-batch emulator --quota min-records-per-job=1',
  );
  command.action((flags: Flags) => emulate(flags, session));
}

async function emulate(flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  const { createEmulator } = await import('../../emulator/index.ts');
  const { port, data, region, quota, refuseEnded, asOf } = flags;
  const quotas = await readQuotas(quota);
  if (data !== undefined) await requireFolder(data);
  await using emulator = await createEmulator({
    ...{ port, folder: data, region, quotas, refuseEnded, asOf },
  });
  if (session.isJson) await session.printJson(emulatorJson(emulator));
  else for (const line of exportLines(emulator)) await session.print(line);
  session.say('Listening; Ctrl-C ends it');
  // an interruption is how it is meant to end
  if (session.signal?.aborted === false) await once(session.signal, 'abort');
}

async function requireFolder(path: string): Promise<void> {
  const { pathKind } = await import('../../io/index.ts');
  if ((await pathKind(path)) !== 'file') return;
  throw new UsageError(`${quote(path, 200)} is a file, and --data needs a folder`, {
    hint: 'Name a folder that is empty or not there yet, or one that an emulator has filled',
  });
}

function emulatorJson({ endpoint, region, account, credentials }: Emulator) {
  return { endpoint, region, account, credentials };
}

/** A shell can evaluate all of it: the endpoint stands in a comment. */
function exportLines({ endpoint, region, credentials }: Emulator): readonly string[] {
  return [
    `# ${endpoint}`,
    `export AWS_ENDPOINT_URL_S3=${endpoint}`,
    `export AWS_ENDPOINT_URL_BEDROCK=${endpoint}`,
    `export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=${endpoint}`,
    `export AWS_ENDPOINT_URL_SERVICE_QUOTAS=${endpoint}`,
    `export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}`,
    `export AWS_REGION=${region}`,
    // all that boto3 and the AWS CLI of version 1 read
    `export AWS_DEFAULT_REGION=${region}`,
    // what a real machine may say, and would lead clients elsewhere
    'export AWS_USE_FIPS_ENDPOINT=false',
    'export AWS_USE_DUALSTACK_ENDPOINT=false',
    'unset AWS_BEARER_TOKEN_BEDROCK AWS_PROFILE AWS_SESSION_TOKEN',
  ];
}
