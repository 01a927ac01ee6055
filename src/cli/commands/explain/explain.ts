import type { Command } from 'commander';
import { addCommonFlags, addExamples, type CommonFlags } from '../../flags/flags.ts';
import type { Session } from '../../session/session.ts';

/** Declares `explain`. */
export function declareExplain(program: Command, session: Session): void {
  const command = program
    .command('explain')
    .summary('say more about a diagnostic or an error')
    .description('Says at length what a code means, why it matters, and what to do.')
    .argument('<code>', 'code of a diagnostic or an error, such as RECORD_ID_DUPLICATE');
  addCommonFlags(command, { isQuiet: true });
  addExamples(command, 'bedrock-batch explain QUOTA_RECORDS_PER_JOB_MIN');
  command.action((code: string, flags: CommonFlags) => explain(code, flags, session));
}

async function explain(code: string, flags: CommonFlags, session: Session): Promise<void> {
  session.begin(flags);
  const { explainCode } = await import('./explain-code.ts');
  const text = await explainCode(code, session.signal);
  if (session.isJson) await session.printJson({ code: code.toUpperCase(), text });
  else await session.tell(text);
}
