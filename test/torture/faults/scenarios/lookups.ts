import type { Ended } from '../../../cli/run-main.ts';
import { MODEL } from '../rows.ts';
import type { Scenario } from '../scenario.ts';

/** A command that only asks, and has to show what it shows where nothing goes wrong. */
function lookup(
  name: string,
  argv: readonly string[],
  isWhole: (ended: Ended) => boolean,
): Scenario {
  return {
    name,
    believesReplies: true,
    takesAnyS3: false,
    stage: async () => ({
      argv,
      wrongWhenDone: async (ended) => (isWhole(ended) ? [] : ['what is shown is not all of it']),
      wrongAnyway: async () => [],
    }),
  };
}

/** The models of a region. */
export const models: Scenario = lookup('models --live', ['models', '--live'], ({ stdout }) =>
  ['amazon.titan-embed-text-v2:0', 'amazon.nova-pro-v1:0'].every((id) => stdout.includes(id)),
);

/** The quotas of an account. */
export const quotas: Scenario = lookup(
  'quotas --live',
  ['quotas', '--live', '--model', MODEL],
  ({ stdout }) => /records-per-job/.test(stdout),
);
