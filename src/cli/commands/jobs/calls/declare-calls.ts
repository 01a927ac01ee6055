import type { Command } from 'commander';
import { type ApiShape, type ApiShapeName, apiConstraints } from '../../../../core/index.ts';
import { addApiAnswerFlags } from '../../../aws-cli/api-answer-flags.ts';
import { addApiFlags } from '../../../aws-cli/api-flags.ts';
import { memberFlag } from '../../../aws-cli/member-flag.ts';
import { addRequestFlags } from '../../../aws-cli/request-flags.ts';
import { addFlagRules } from '../../../flags/flag-rules.ts';
import { addAwsFlags, addCommonFlags, addExamples } from '../../../flags/flags.ts';
import type { Session } from '../../../session/session.ts';
import { wholeNumber } from '../../../session/usage-error.ts';
import { type ApiCall, apiCalls } from './api-call.ts';
import type { CallFlags } from './run-call.ts';

/** Declares the calls of the API below `jobs`, each with the options that the AWS CLI has for it. */
export function declareCalls(jobs: Command, session: Session): void {
  for (const call of apiCalls) declareCall(jobs, call, session);
}

function declareCall(jobs: Command, call: ApiCall, session: Session): void {
  const command = jobs.command(call.name).summary(call.summary).description(call.description);
  addMembers(command.optionsGroup('Request:'), call);
  addRequestFlags(command);
  if (call.operation === 'ListModelInvocationJobs') addPages(command);
  addAwsFlags(command);
  addCommonFlags(command, { isQuiet: true });
  addApiAnswerFlags(command);
  // scripts that call the AWS CLI give it, and what it asks for is so
  command.option('--no-cli-pager', 'no pager: there is none, with or without it');
  addExamples(command, call.example);
  command.action(async (flags: CallFlags) => {
    const { runCall } = await import('./run-call.ts');
    await runCall(call, { flags, command }, session);
  });
}

function addPages(command: Command): void {
  command
    .option('--max-items <number>', 'most jobs to print', wholeNumber(1))
    .option('--page-size <number>', 'jobs per request, 1 to 1000', wholeNumber(1, 1000))
    .option('--starting-token <token>', 'NextToken of an answer that --max-items ended')
    .option('--no-paginate', 'ask for one page, and print it as it is');
  addFlagRules(command, {
    flags: ['--max-items', '--page-size', '--starting-token'],
    notWith: ['--no-paginate', '--max-results', '--next-token'],
    because: 'one page is asked for then',
  });
}

/** Declares a flag for each member of the request. */
function addMembers(command: Command, { request }: ApiCall): void {
  const shape = apiConstraints[request];
  if (shape.type !== 'structure') return;
  const flags: Record<string, ApiShapeName> = {};
  for (const [member, name] of Object.entries(shape.members)) {
    const isRequired = shape.required?.includes(member) === true;
    const flag = memberFlag(member);
    flags[flag] = name as ApiShapeName;
    const needed = isRequired ? '; needed' : '';
    const { type } = apiConstraints[name as ApiShapeName];
    command.option(
      `${flag} <${type}>`,
      `${describe(apiConstraints[name as ApiShapeName])}${needed}`,
    );
  }
  addApiFlags(command, flags);
}

/** Says what a value looks like, by its shape alone. */
function describe(shape: ApiShape): string {
  switch (shape.type) {
    case 'structure':
      return `${Object.keys(shape.members).join(', ')}: shorthand or JSON`;
    case 'list':
      return 'key=…,value=…, several or repeated, or JSON';
    case 'timestamp':
      return 'ISO 8601, or seconds since 1970';
    case 'string':
      return shape.enum === undefined ? textOf(shape) : `one of ${shape.enum.join(', ')}`;
    default:
      return `whole number, ${shape.min} to ${shape.max}`;
  }
}

function textOf({
  min = 0,
  max,
}: {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}): string {
  return max === undefined ? 'text' : `text of ${min} to ${max} characters`;
}
