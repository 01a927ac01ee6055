import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredPackages } from '../../scripts/pack.mjs';
import { type InstalledProject, installPackage } from './installed.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { version, exports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const ENTRIES = Object.keys(exports)
  .filter((name) => name !== './package.json')
  .map((name) => path.posix.join('bedrock-batch', name));

/** The entries that work without any AWS package. */
const WITHOUT_AWS = ['bedrock-batch', 'bedrock-batch/builders', 'bedrock-batch/validators'];

function isAws(name: string): boolean {
  return name.startsWith('@aws-sdk/') || name.startsWith('@smithy/');
}

/** Lists the names of an entry's values, once imported and once required. */
function namesOf(
  project: InstalledProject,
  entry: string,
): { readonly imported: string; readonly required: string } {
  return {
    imported: project.run(
      `console.log(Object.keys(await import('${entry}')).sort().join())`,
      'mjs',
    ),
    required: project.run(`console.log(Object.keys(require('${entry}')).sort().join())`, 'cjs'),
  };
}

describe('the installed package', () => {
  let project: InstalledProject;

  beforeAll(() => {
    project = installPackage([...declaredPackages(), '@types/node']);
  });
  afterAll(() => project.remove());

  it.each(ENTRIES)('gives %s to import and require alike', (entry) => {
    const { imported, required } = namesOf(project, entry);

    expect(imported).not.toBe('');
    expect(required).toBe(imported);
  });

  it('has types for import and require alike', () => {
    const names = ENTRIES.map((entry, index) => `import entry${index} = require('${entry}');`);
    const uses = ENTRIES.map((_, index) => `void entry${index};`);
    const stars = ENTRIES.map((entry, index) => `import * as entry${index} from '${entry}';`);
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
    };

    project.write('consumer.cts', [...names, ...uses].join('\n'));
    project.write('consumer.mts', [...stars, ...uses].join('\n'));
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['consumer.*'] }));

    expect(project.compile()).toBe('');
  });

  it('lets an app of CDK in CommonJS make a workflow', () => {
    const made = project.run(
      `
      const { App, Stack } = require('aws-cdk-lib');
      const { Code } = require('aws-cdk-lib/aws-lambda');
      const { Bucket } = require('aws-cdk-lib/aws-s3');
      const { Template } = require('aws-cdk-lib/assertions');
      const { BatchWorkflow } = require('bedrock-batch/cdk');
      const stack = new Stack(new App({ outdir: 'cdk.out' }), 'Films');
      const bucket = new Bucket(stack, 'Bucket');
      new BatchWorkflow(stack, 'Batch', {
        code: Code.fromInline('exports.plan = undefined;'),
        sources: [{ bucket, prefix: 'films/' }],
        datasets: { bucket, prefix: 'batch/' },
        models: ['amazon.nova-lite-v1:0'],
      });
      const found = Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine');
      console.log(Object.keys(found).length);
      `,
      'cjs',
    );

    expect(made).toBe('1');
  });

  it('starts as a command', () => {
    const bin = path.join(project.folder, 'node_modules/bedrock-batch/dist/cli/bin.js');

    expect(execFileSync(bin, ['--version'], { cwd: project.folder, encoding: 'utf8' })).toBe(
      `${version}\n`,
    );
  });
});

describe('the installed package without an AWS SDK', () => {
  let project: InstalledProject;

  beforeAll(() => {
    project = installPackage(declaredPackages().filter((name) => !isAws(name)));
  });
  afterAll(() => project.remove());

  it.each(WITHOUT_AWS)('gives %s to import and require alike', (entry) => {
    const { imported, required } = namesOf(project, entry);

    expect(imported).not.toBe('');
    expect(required).toBe(imported);
  });
});
