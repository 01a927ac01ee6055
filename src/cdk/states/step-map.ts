import type { Function } from 'aws-cdk-lib/aws-lambda';
import {
  DistributedMap,
  JsonPath,
  ProcessorMode,
  ProcessorType,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { stepTask } from './step-task.ts';
import type { WorkflowParts } from './workflow-parts.ts';

/** How a step is called for each of many items. */
export interface StepMap {
  /** Name of the state; its child has that of the step. */
  readonly id: string;
  readonly childId: string;
  /** Path of the items: numbers, which `plan` and `seal` give. */
  readonly items: string;
  readonly function: Function;
  /** Its event besides `index`; members whose names end with `.$` are paths. */
  readonly event: Readonly<Record<string, unknown>>;
}

/**
 * Makes the map that runs a step for each item, as a child workflow each.
 *
 * Neither the children nor the map give anything, and no results are written: what a step made lies in S3, where it can be read, and ten thousand results would be more than the
 * 256 KiB that a state may give.
 */
export function stepMap(
  scope: Construct,
  { id, childId, items, function: called, event }: StepMap,
  { maxConcurrency, toleratedFailurePercentage }: WorkflowParts,
): DistributedMap {
  const paths = Object.entries(event).filter(([name]) => name.endsWith('.$'));
  const map = new DistributedMap(scope, id, {
    itemsPath: items,
    itemSelector: Object.fromEntries([...paths, ['index.$', '$$.Map.Item.Value']]),
    mapExecutionType: StateMachineType.STANDARD,
    maxConcurrency,
    toleratedFailurePercentage,
    resultPath: JsonPath.DISCARD,
  });
  const fixed = Object.entries(event).filter(([name]) => !name.endsWith('.$'));
  const own = [...paths.map(([name]) => name), 'index.$'].map((name) => [
    name,
    `$.${name.slice(0, -2)}`,
  ]);
  const child = stepTask(scope, childId, {
    function: called,
    event: Object.fromEntries([...fixed, ...own]),
    outputPath: JsonPath.DISCARD,
  });
  return map.itemProcessor(child, {
    mode: ProcessorMode.DISTRIBUTED,
    executionType: ProcessorType.STANDARD,
  });
}
