import type { Command } from 'commander';
import { countOf, formatSize } from '../../../core/index.ts';
import { ADDRESS_IN_S3 } from '../../flags/dataset-argument.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addDiagnosticsFlag,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../../flags/flags.ts';
import { withProgress } from '../../progress/make-progress.ts';
import { sayAside } from '../../session/say-aside.ts';
import { sayReport } from '../../session/say-report.ts';
import type { Session } from '../../session/session.ts';
import { datasetJson } from '../../texts/dataset-json.ts';

/** Declares `seal`: the partitions of a plan → a dataset. */
export function declareSeal(program: Command, session: Session): void {
  const command = program
    .command('seal')
    .summary('make the dataset of all partitions of a plan')
    .description(
      'Makes the dataset of all partitions of a plan, once they are built: the one that build makes on one machine.',
    )
    .argument('<plan>', 'folder or S3 URI that plan was given with --out; it is the dataset then');
  addDiagnosticsFlag(command, '5, but 3 of each code');
  addAwsFlags(command);
  addFlagRules(command, {
    flags: ['--region', '--profile', '--endpoint-url'],
    onlyWith: [ADDRESS_IN_S3],
    because: 'of AWS only S3 is asked',
  });
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch seal /shared/films',
    'bedrock-batch seal s3://my-bucket/batch/films',
  );
  command.action((folder: string, flags: CommonFlags & AwsFlags) => seal(folder, flags, session));
}

async function seal(
  folder: string,
  flags: CommonFlags & AwsFlags,
  session: Session,
): Promise<void> {
  session.begin(flags);
  session.remains = 'the partitions stay; run the same command again';
  const { sealPartitions } = await import('../../../partitions/index.ts');
  const dataset = await withProgress(session, async (progress) => {
    progress.begin('seal');
    const sealed = await sealPartitions(folder, {
      objects: awsOptions(flags),
      signal: session.signal,
    });
    const { records, bytes, jobs } = sealed.manifest;
    const sizes = [countOf(records, 'record'), formatSize(bytes), countOf(jobs.length, 'job')];
    progress.end(`${sizes.join(', ')}${sealed.reused ? ', there already' : ''}`);
    return sealed;
  });
  if (dataset.report !== undefined) await sayReport(dataset.report, session);
  sayAside(dataset, session);
  if (session.isJson) await session.printJson(datasetJson(dataset, folder));
  else await session.print(folder);
}
