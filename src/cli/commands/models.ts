import type { Command } from 'commander';
import type { KnownModel, ModelFamily } from '../../models/index.ts';
import { addCommonFlags, addExamples, type CommonFlags } from '../flags.ts';
import type { Session } from '../session.ts';
import { formatTable } from '../table.ts';

/** Declares `models`. */
export function declareModels(program: Command, session: Session): void {
  const command = program
    .command('models')
    .summary('list the families and models known')
    .description(
      'Lists the model families and what is known of models and batch inference.\n' +
        'AWS has no API that tells; the answer of CreateModelInvocationJob is the only sure one.',
    );
  addCommonFlags(command);
  addExamples(command, 'bedrock-batch models', 'bedrock-batch models --json');
  command.action((flags: CommonFlags) => models(flags, session));
}

async function models(flags: CommonFlags, session: Session): Promise<void> {
  session.begin(flags);
  const { families, knownModels } = await import('../../models/index.ts');
  if (session.isJson) {
    return session.printJson({ families: families.map(familyJson), models: knownModels });
  }
  await session.print(await familyTable(families));
  await session.print(`\n${await modelTable(knownModels, families)}`);
}

function familyJson({ name, title, invocationType, answers, example }: ModelFamily) {
  return { name, title, invocationType, answers, example };
}

function familyTable(families: readonly ModelFamily[]): Promise<string> {
  return formatTable(
    ['FAMILY', 'NAME', 'INVOCATION TYPE', 'ANSWERS WITH'],
    families.map(({ title, name, invocationType, answers }) => [
      title,
      name,
      invocationType,
      answers,
    ]),
  );
}

function modelTable(
  known: readonly KnownModel[],
  families: readonly ModelFamily[],
): Promise<string> {
  const shapeOf = ({ family, shape }: KnownModel) =>
    families.find(({ name }) => name === family)?.title ??
    (shape === undefined ? '' : `${shape} (no schema)`);
  return formatTable(
    ['MODELS THAT BEGIN WITH', 'MODEL INPUT', 'CONVERSE', 'BATCH', 'READ ON', 'SOURCE'],
    known.map((model) => [
      ...[model.prefix, shapeOf(model), model.converse ? 'yes' : 'no'],
      ...[model.batch, model.readOn, model.source],
    ]),
  );
}
