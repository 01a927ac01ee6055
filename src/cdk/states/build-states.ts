import { Chain, Choice, Condition, type IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { stepMap } from './step-map.ts';
import { stepTask } from './step-task.ts';
import type { WorkflowParts } from './workflow-parts.ts';

/** Makes the states that plan, build the partitions and seal: of an input comes a dataset. */
export function buildStates(scope: Construct, parts: WorkflowParts, next: IChainable): Chain {
  const { functions } = parts;
  const plan = stepTask(scope, 'Plan', {
    function: functions.plan,
    taken: { 'out.$': '$.Payload.out', 'indexes.$': '$.Payload.indexes' },
  });
  const partitions = stepMap(
    scope,
    {
      id: 'Partitions',
      childId: 'Partition',
      items: '$.indexes',
      function: functions.partition,
      event: { 'out.$': '$.out' },
    },
    parts,
  );
  const seal = stepTask(scope, 'Seal', {
    function: functions.seal,
    event: { 'out.$': '$.out' },
    outputPath: '$.Payload',
  });
  // none where the dataset is there already
  const isAny = new Choice(scope, 'AnyPartition')
    .when(Condition.isPresent('$.indexes[0]'), partitions)
    .otherwise(seal);
  partitions.next(seal);
  seal.next(next);
  return Chain.start(plan).next(isAny);
}
