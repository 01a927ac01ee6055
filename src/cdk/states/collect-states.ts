import { Chain, Choice, Condition, Fail, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { stepMap } from './step-map.ts';
import { stepTask } from './step-task.ts';
import type { WorkflowParts } from './workflow-parts.ts';

/** Makes the states that collect the outcomes, and look at the end whether all of them are there. */
export function collectStates(scope: Construct, parts: WorkflowParts): Chain {
  const { functions, run, collect } = parts;
  const ofRun = run === undefined ? {} : { run };
  const shares = stepMap(
    scope,
    {
      id: 'Collects',
      childId: 'Collect',
      items: '$.shares',
      function: functions.collect,
      event: { ...collect, ...ofRun, 'out.$': '$.out', 'of.$': '$.of' },
    },
    parts,
  );
  const finish = stepTask(scope, 'Finish', {
    function: functions.finish,
    event: { ...ofRun, 'out.$': '$.out', 'of.$': '$.of' },
    taken: { 'collected.$': '$.Payload.collected', 'missing.$': '$.Payload.missing' },
    resultPath: '$.outcomes',
  });
  const missing = new Fail(scope, 'SharesMissing', {
    error: 'SharesMissing',
    cause:
      'Some shares of the outcomes could not be collected: see the failed children of Collects, and start again with the same input, which collects these alone',
  });
  const isMissing = new Choice(scope, 'AnyMissing')
    .when(Condition.isPresent('$.outcomes.missing[0]'), missing)
    .otherwise(new Succeed(scope, 'Collected'));
  return Chain.start(shares).next(finish).next(isMissing);
}
