// @ts-check
import { documentedCalls, unknownWords } from './docs/command-calls.mjs';
import { hasCommand } from './docs/command-help.mjs';
import { documentedExamples, ExampleProject } from './docs/examples.mjs';

/** The checks of test/docs/built/examples.slow.test.ts by hand, while writing: `npm run check:docs`. */
const examples = documentedExamples();
const project = new ExampleProject(examples);
const faults = [];
try {
  faults.push(...(await project.compile()));
  for (const example of examples.filter(({ runs }) => runs)) {
    const fault = await project.run(example);
    if (fault !== undefined) faults.push(`${example.title}: ${fault}`);
  }
  const calls = hasCommand ? documentedCalls() : [];
  for (const call of calls) {
    for (const word of unknownWords(call))
      faults.push(`${call.title}: bedrock-batch does not know ${word}`);
  }
  console.log(`${examples.length} examples, ${calls.length} commands, ${faults.length} faults`);
} finally {
  project.remove();
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
