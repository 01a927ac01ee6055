import { countOf, formatCount } from '../../core/index.ts';
import { listJobs } from '../../jobs/index.ts';
import { foundationModelOf } from '../../models/lean.ts';
import {
  type LiveQuota,
  type LiveQuotas,
  NOTHING_RUNS,
  readLiveQuotas,
} from '../../quotas/index.ts';
import { nameModel } from '../../validators/lean.ts';
import { type Finding, notNamed, ok, unknown, wrong } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

/** Statuses of jobs that count against the quota, as far as AWS says what counts. */
const ACTIVE = ['Submitted', 'Validating', 'Scheduled', 'InProgress', 'Stopping'] as const;

/** Reads the quotas of the model from Service Quotas. */
export async function checkQuotas(subject: SetupSubject): Promise<Finding> {
  const { rows } = await quotasOf(subject);
  if (subject.options.model === undefined) return notNamed('model', '--model');
  const none = rows.find(({ reason }) => reason?.includes(NOTHING_RUNS));
  const ask = 'Ask for more in Service Quotas; a young account may need a support case';
  if (none !== undefined) return wrong(`${none.option}: ${none.reason}`, ask);
  const read = rows.filter(({ origin }) => origin !== 'table');
  if (read.length === 0) {
    const why = rows.find(({ reason }) => reason !== undefined)?.reason ?? 'no code is known';
    return unknown(
      `Service Quotas gave none of the model: ${why}`,
      'See bedrock-batch quotas --live; the table says what is usual',
    );
  }
  return ok(read.map(({ option, value }) => `${option} ${formatCount(value)}`).join(', '));
}

/** Counts the jobs of the model that have not ended, against the quota of jobs at a time. */
export async function checkJobs(subject: SetupSubject): Promise<Finding> {
  const { options } = subject;
  if (options.model === undefined) return notNamed('model', '--model');
  const active = await activeJobs(subject, options.model);
  const running = `${countOf(active, 'job')} of the model ${active === 1 ? 'has' : 'have'} not ended`;
  const most = (await quotasOf(subject)).rows.find(({ quota }) => quota === 'concurrentJobs');
  if (most === undefined) return unknown(`${running}; how many may run at a time is not known`);
  const of = `${formatCount(most.value)} may run at a time${most.origin === 'table' ? ' by the table' : ''}`;
  if (active < most.value) return ok(`${running}, and ${of}`);
  return isSure(most)
    ? wrong(
        `${running}, and ${of}: another one has to wait`,
        'Wait for one to end, or ask for more in Service Quotas',
      )
    : unknown(`${running}, and ${of}`, 'See bedrock-batch quotas --live');
}

function isSure({ origin }: LiveQuota): boolean {
  return origin !== 'table';
}

async function activeJobs({ options, region }: SetupSubject, model: string): Promise<number> {
  const { bedrock, profile, endpoint, signal } = options;
  const own = foundationModelOf(model) ?? model;
  let count = 0;
  for (const statusEquals of ACTIVE) {
    const jobs = listJobs({ bedrock, region, profile, endpoint, signal, statusEquals });
    for await (const { modelId } of jobs) {
      if ((foundationModelOf(modelId ?? '') ?? modelId) === own) count += 1;
    }
  }
  return count;
}

async function quotasOf({ options, region }: SetupSubject): Promise<LiveQuotas> {
  const { model = '', baseModel, serviceQuotas, profile, endpoint, signal } = options;
  const { foundationModel, custom } = nameModel({ model, baseModel });
  const at = { serviceQuotas, region, profile, endpoint, signal };
  return readLiveQuotas(foundationModel, { ...at, custom });
}
