import { type Command, InvalidArgumentError } from 'commander';
import {
  type ApiShapeName,
  apiConstraints,
  canonicalJson,
  checkConstraints,
} from '../../../../core/index.ts';
import { sha256 } from '../../../../dataset/index.ts';
import { callApi } from '../../../../jobs/index.ts';
import { type CliInputFlags, readCliInput } from '../../../aws-cli/cli-input.ts';
import { memberFlag } from '../../../aws-cli/member-flag.ts';
import { type AnswerFlags, printAnswer, requireQuery } from '../../../aws-cli/print-answer.ts';
import { type SkeletonForm, skeletonText } from '../../../aws-cli/skeleton.ts';
import { type AwsFlags, awsOptions, type CommonFlags } from '../../../flags/flags.ts';
import { requireAwsRegion } from '../../../services/require-region.ts';
import type { Session } from '../../../session/session.ts';
import { fullName, UsageError } from '../../../session/usage-error.ts';
import type { ApiCall } from './api-call.ts';
import { asksOnePage, listPages, type PageFlags } from './list-pages.ts';

/** Flags of a call; those of the members of its request have their names. */
export interface CallFlags extends AwsFlags, CommonFlags, AnswerFlags, CliInputFlags, PageFlags {
  readonly generateCliSkeleton?: SkeletonForm | undefined;
}

/** A call as it was given. */
export interface GivenCall {
  readonly flags: CallFlags;
  readonly command: Command;
}

/** Sends a call and prints its answer. */
export async function runCall(
  call: ApiCall,
  { flags, command }: GivenCall,
  session: Session,
): Promise<void> {
  session.begin(flags);
  if (flags.generateCliSkeleton !== undefined)
    return session.print(await skeletonText(flags.generateCliSkeleton, call));
  await requireQuery(flags.query);
  const request = await requestOf(call, { flags, command }, session.signal);
  await requireAwsRegion(flags, session);
  const { operation } = call;
  const options = { ...awsOptions(flags), signal: session.signal };
  const isPaged = operation === 'ListModelInvocationJobs' && !asksOnePage(flags, request);
  const answer = isPaged
    ? await listPages(request, flags, (page) => callApi(operation, page, options))
    : await callApi(operation, request, options);
  await printAnswer(answer, { reply: call.reply, flags }, session);
}

/**
 * Puts a request together: members by their flags, others by the input.
 *
 * @throws {UsageError} for the first member that Bedrock would refuse.
 */
async function requestOf(
  { operation, request: shapeName }: ApiCall,
  { flags, command }: GivenCall,
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const shape = apiConstraints[shapeName];
  const members = shape.type === 'structure' ? Object.keys(shape.members) : [];
  const byFlag = Object.fromEntries(
    members.flatMap((member) => {
      const value: unknown = command.getOptionValue(member);
      return value === undefined ? [] : [[member, value]];
    }),
  );
  const request = { ...(await inputOf(flags, { shapeName, command, signal })), ...byFlag };
  requireValid(shapeName, request, command);
  const isCreate = operation === 'CreateModelInvocationJob';
  return isCreate ? { clientRequestToken: tokenOf(request), ...request } : request;
}

interface Reading {
  readonly shapeName: ApiShapeName;
  readonly command: Command;
  readonly signal: AbortSignal | undefined;
}

async function inputOf(
  flags: CallFlags,
  { shapeName, command, signal }: Reading,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await readCliInput(flags, shapeName, signal);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const flag = flags.cliInputJson === undefined ? '--cli-input-yaml' : '--cli-input-json';
    throw refused(`${flag} cannot be read: ${error.message}`, command);
  }
}

function requireValid(
  shapeName: ApiShapeName,
  request: Readonly<Record<string, unknown>>,
  command: Command,
): void {
  const findings = checkConstraints(shapeName, request);
  const [finding] = findings;
  if (finding === undefined) return;
  const missing = findings.filter(({ rule, path }) => rule === 'present' && /^\w+$/.test(path));
  if (missing.length > 0) {
    const flags = missing.map(({ path }) => memberFlag(path)).join(', ');
    throw refused(`${fullName(command)} needs ${flags}`, command);
  }
  const { path, rule, received, expected } = finding;
  const what = `${memberFlag(/^\w+/.exec(path)?.[0] ?? '')}: ${path}`;
  if (rule === 'known') throw refused(`${path} is no member of the request: ${expected}`, command);
  if (rule === 'present') throw refused(`${what} is missing`, command);
  throw refused(`${what} is ${received}, and Bedrock takes ${expected}`, command);
}

function refused(message: string, command: Command): UsageError {
  return new UsageError(message, { hint: `See ${fullName(command)} --help` });
}

/** The same for the same request, so that asking again makes no second job. */
function tokenOf(request: Readonly<Record<string, unknown>>): string {
  return sha256(canonicalJson(request));
}
