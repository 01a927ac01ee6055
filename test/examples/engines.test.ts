import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createEmulator } from '../../src/emulator/index.ts';
import { EXAMPLES, emulatorEnvironment, runNode, WorkFolder } from './run-program.ts';

const BIN = 'dist/cli/bin.js';

interface KubernetesJob {
  readonly spec: {
    readonly completions: number;
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] };
    };
  };
}

interface BatchDefinition {
  readonly parameters: Readonly<Record<string, string>>;
  readonly containerProperties: { readonly command: readonly string[] };
}

function kubernetesCommand(): readonly string[] {
  const job = parse(read('kubernetes/partitions.yaml')) as KubernetesJob;
  return job.spec.template.spec.containers[0]?.command ?? [];
}

function batchCommand(): readonly string[] {
  const { parameters, containerProperties } = JSON.parse(
    read('aws-batch/partitions.json'),
  ) as BatchDefinition;
  return containerProperties.command.map((word) =>
    word.startsWith('Ref::') ? (parameters[word.slice(5)] ?? word) : word,
  );
}

function read(file: string): string {
  return readFileSync(path.join(EXAMPLES, file), 'utf8');
}

describe('the examples for engines', () => {
  it.each([
    ['Kubernetes', kubernetesCommand(), 'JOB_COMPLETION_INDEX'],
    ['AWS Batch', batchCommand(), 'AWS_BATCH_JOB_ARRAY_INDEX'],
  ])('%s: its command builds the partition of its index', async (_, command, index) => {
    using folder = new WorkFolder();
    const emulator = await createEmulator();
    const env = emulatorEnvironment(emulator);
    const [program, ...args] = command;
    const plan = args.at(-1) ?? '';
    const source = folder.in('films.csv');
    writeFileSync(source, `title\n${'Alien\n'.repeat(200)}`);
    try {
      await emulator.createBucket(new URL(plan).host);
      const planned = await runNode(
        [
          ...[BIN, 'plan', source, '--partitions', '2', '--out', plan],
          ...['--model', 'amazon.nova-lite-v1:0', '--prompt', 'Genre of {{title}}?'],
        ],
        { env },
      );

      const tasks = [];
      for (const task of ['0', '1'])
        tasks.push(await runNode([BIN, ...args], { env: { ...env, [index]: task } }));
      const sealed = await runNode([BIN, 'seal', plan], { env });

      expect(program).toBe('bedrock-batch');
      expect([planned, ...tasks, sealed].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      expect(sealed.stdout).toBe(`${plan}\n`);
    } finally {
      await emulator.close();
    }
  });
});
