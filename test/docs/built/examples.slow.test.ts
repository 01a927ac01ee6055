import { afterAll, describe, expect, it } from 'vitest';
import { documentedCalls, unknownWords } from '../../../scripts/docs/command-calls.mjs';
import { hasCommand } from '../../../scripts/docs/command-help.mjs';
import { documentedExamples, ExampleProject } from '../../../scripts/docs/examples.mjs';

const examples = documentedExamples();
const project = new ExampleProject(examples);
const compiled = project.compile();

afterAll(() => project.remove());

describe('the examples of README, docs and docstrings', () => {
  it('type-check', async () => {
    expect(await compiled).toEqual([]);
  });

  it('assert something where they document a function', () => {
    const silent = examples.filter(
      ({ block, runs }) => block.isDocstring && runs && !/\bassert\b/.test(block.code),
    );

    expect(silent.map(({ title }) => title)).toEqual([]);
  });

  it.concurrent.each(examples.filter(({ runs }) => runs))('$title runs', async (example) => {
    await compiled;

    expect(await project.run(example)).toBeUndefined();
  });
});

describe.runIf(hasCommand)('the commands of README and docs', () => {
  it.each(hasCommand ? documentedCalls() : [])('$title names what exists', (call) => {
    expect(unknownWords(call)).toEqual([]);
  });
});
