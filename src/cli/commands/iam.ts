import { type Command, Option } from 'commander';
import type { BatchPolicies, PolicyDocument } from '../../setup/index.ts';
import { baseModelRule } from '../flags/base-model-rule.ts';
import { addFlagRules } from '../flags/flag-rules.ts';
import { addCommonFlags, addExamples, type CommonFlags, type ModelFlags } from '../flags/flags.ts';
import { requireFlags } from '../flags/required-flags.ts';
import { addPlaceFlags, jobPlace, type PlaceFlags } from '../services/job-place.ts';
import type { Session } from '../session/session.ts';

const FORMATS = ['json', 'terraform', 'cdk'] as const;
const POLICIES = ['trust', 'role', 'caller', 'looks'] as const;

interface Flags extends Pick<ModelFlags, 'model' | 'baseModel'>, PlaceFlags, CommonFlags {
  readonly roleArn: string;
  readonly to: string;
  readonly region?: string | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly only?: (typeof POLICIES)[number] | undefined;
}

/** Declares `iam`: where jobs read and write → the least policies for it. */
export function declareIam(program: Command, session: Session): void {
  const command = program
    .command('iam')
    .summary('print the least policies that jobs need')
    .description(
      'Prints the least policies that jobs need: who may assume the role, what the role may do, what you may do, and what looking takes.\n' +
        'Nothing is asked of AWS, and nothing is created.',
    )
    .argument(
      '[dataset]',
      'folder of a dataset: policies for its own prefixes; default: for all below --to',
    )
    .optionsGroup('Job:')
    .option('--role-arn <arn>', 'service role that Bedrock assumes; it need not exist yet');
  addPlaceFlags(command)
    .option(
      '--region <name>',
      'region of the jobs; default: AWS_REGION, AWS_DEFAULT_REGION or the profile',
    )
    .optionsGroup('Form:')
    .addOption(
      new Option('--format <form>', 'how they are written').choices(FORMATS).default('json'),
    )
    .addOption(new Option('--only <policy>', 'one of them alone, as JSON').choices(POLICIES));
  requireFlags(command, { oneOf: ['--to'] }, { oneOf: ['--role-arn'] });
  addFlagRules(command, baseModelRule, {
    flags: ['--only', '--json'],
    notWith: ['--format terraform', '--format cdk'],
    because: 'only JSON is one document, or a part of it',
  });
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch iam movies --to s3://my-bucket/batch/ \\\n  --role-arn arn:aws:iam::123456789012:role/Batch --region us-east-1',
    'bedrock-batch iam --to s3://my-bucket/batch/ --model amazon.nova-lite-v1:0 \\\n  --role-arn arn:aws:iam::123456789012:role/Batch --format terraform',
  );
  command.action((dataset: string | undefined, flags: Flags) => iam(dataset, flags, session));
}

async function iam(dataset: string | undefined, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { requireRegion } = await import('../../io/index.ts');
  const region = await requireRegion({ region: flags.region });
  const { batchPolicies } = await import('../../setup/index.ts');
  const { roleArn, inputBucketOwner, outputBucketOwner, inputKmsKey, outputKmsKey } = flags;
  const policies = batchPolicies({
    ...(await jobPlace(dataset, flags, session)),
    ...{ roleArn, region, inputBucketOwner, outputBucketOwner, inputKmsKey, outputKmsKey },
  });
  await printPolicies(policies, flags, session);
  if (dataset !== undefined) session.say(OWN_PREFIXES);
}

/** Whoever retries or builds anew would be refused by these policies, hours later. */
const OWN_PREFIXES =
  'These are for this dataset alone: a retry, or another build, has prefixes of its own. Leave the dataset out for all below --to.';

async function printPolicies(
  policies: BatchPolicies,
  { format, only }: Flags,
  session: Session,
): Promise<void> {
  if (format === 'json') {
    const all = byName(policies);
    return session.printJson(only === undefined ? all : all[only]);
  }
  const { cdkOf, terraformOf } = await import('../../setup/index.ts');
  await session.print(format === 'cdk' ? cdkOf(policies) : terraformOf(policies));
}

function byName({
  role,
  caller,
  looks,
}: BatchPolicies): Readonly<Record<(typeof POLICIES)[number], PolicyDocument>> {
  return { trust: role.trust, role: role.permissions, caller, looks };
}
