import type { Command } from 'commander';
import { apiConstraints, canonicalJson } from '../../../../core/index.ts';
import { sha256 } from '../../../../dataset/index.ts';
import { callApi } from '../../../../jobs/index.ts';
import type { ApiAnswerFlags } from '../../../aws-cli/api-answer-flags.ts';
import { memberOption } from '../../../aws-cli/member-flag.ts';
import { printAnswer, requireQuery } from '../../../aws-cli/print-answer.ts';
import { inputOf, requireValid } from '../../../aws-cli/read-request.ts';
import type { RequestFlags } from '../../../aws-cli/request-flags.ts';
import { skeletonText } from '../../../aws-cli/skeleton.ts';
import { type AwsFlags, awsOptions, type CommonFlags } from '../../../flags/flags.ts';
import { requireAwsRegion } from '../../../services/require-region.ts';
import type { Session } from '../../../session/session.ts';
import type { ApiCall } from './api-call.ts';
import { asksOnePage, listPages, type PageFlags } from './list-pages.ts';

/** Flags of a call; those of the members of its request have their names. */
export interface CallFlags extends AwsFlags, CommonFlags, ApiAnswerFlags, RequestFlags, PageFlags {}

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
      const value: unknown = command.getOptionValue(memberOption(member));
      return value === undefined ? [] : [[member, value]];
    }),
  );
  const request = { ...(await inputOf(flags, { shapeName, command, signal })), ...byFlag };
  requireValid(request, { shapeName, command });
  const isCreate = operation === 'CreateModelInvocationJob';
  return isCreate ? { clientRequestToken: tokenOf(request), ...request } : request;
}

/** The same for the same request, so that asking again makes no second job. */
function tokenOf(request: Readonly<Record<string, unknown>>): string {
  return sha256(canonicalJson(request));
}
