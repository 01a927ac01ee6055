import { Choice, Condition, Fail, type IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { WorkflowParts } from './workflow-parts.ts';

/**
 * Makes the state that takes only inputs which the policies allow: what is refused at once would be refused by S3 or Bedrock later, once partitions are built.
 *
 * @param next Where inputs go that are taken.
 */
export function inputCheck(
  scope: Construct,
  { datasets, models }: WorkflowParts,
  next: IChainable,
): Choice {
  const isBelow = Condition.and(
    isText('$.out'),
    Condition.stringMatches('$.out', `${literal(datasets.uri)}*`),
  );
  const isOneOf = models.map((model) => Condition.stringEquals('$.model', model));
  const isModel = Condition.and(
    isText('$.model'),
    ...(isOneOf.length === 1 ? isOneOf : [Condition.or(...isOneOf)]),
  );
  const refused = new Fail(scope, 'InputRefused', {
    error: 'INVALID_OPTION',
    cause: `The input is the event of plan, with out below ${datasets.uri} and the model ${models.join(' or ')}`,
  });
  return new Choice(scope, 'CheckInput')
    .when(Condition.and(isBelow, isModel), next)
    .otherwise(refused);
}

/** A path that is not there ends an execution, unless it is asked for its presence first. */
function isText(path: string): Condition {
  return Condition.and(Condition.isPresent(path), Condition.isString(path));
}

/** As StringMatches takes it, where `*` is any text. */
function literal(text: string): string {
  return text.replaceAll(/[*\\]/g, String.raw`\$&`);
}
