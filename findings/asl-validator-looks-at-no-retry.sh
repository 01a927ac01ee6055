#!/usr/bin/env bash
# A Retry that no state machine can have is valid to asl-validator, whatever stands in it.
#
# Guess:     a validator of the states language refuses a Retry that the language does not allow, as it refuses a percentage above 100.
# Version:   asl-validator 4.0.0. Node 20.
# Behaviour: strategy, rate and delays of a retrier are looked at by nothing, nor is the rule that States.ALL stands alone and last; the
#            states language allows FULL and NONE, a BackoffRate of at least 1, and positive delays.
# Output:    JitterStrategy HALF             valid
#            BackoffRate 0.5                 valid
#            IntervalSeconds 0               valid
#            States.ALL before another       valid
#            ToleratedFailurePercentage 101  refused
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund asl-validator@4.0.0 >/dev/null
cat >judge.cjs <<'JS'
const validate = require('asl-validator');

const task = (Retry) => ({
  StartAt: 'Call',
  States: { Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Retry, End: true } },
});
const map = (members) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Pass',
        States: { Pass: { Type: 'Pass', End: true } },
      },
      ...members,
      End: true,
    },
  },
});
const errors = { ErrorEquals: ['Busy'] };
const cases = {
  'JitterStrategy HALF': task([{ ...errors, JitterStrategy: 'HALF' }]),
  'BackoffRate 0.5': task([{ ...errors, BackoffRate: 0.5 }]),
  'IntervalSeconds 0': task([{ ...errors, IntervalSeconds: 0 }]),
  'States.ALL before another': task([{ ErrorEquals: ['States.ALL'] }, errors]),
  'ToleratedFailurePercentage 101': map({ ToleratedFailurePercentage: 101 }),
};
for (const [name, definition] of Object.entries(cases)) {
  const { isValid } = validate(definition, { checkArn: true, checkPaths: true });
  console.log(`${name.padEnd(31)} ${isValid ? 'valid' : 'refused'}`);
}
JS
node judge.cjs | tee seen.txt
cat >expected.txt <<'TEXT'
JitterStrategy HALF             valid
BackoffRate 0.5                 valid
IntervalSeconds 0               valid
States.ALL before another       valid
ToleratedFailurePercentage 101  refused
TEXT
diff expected.txt seen.txt
