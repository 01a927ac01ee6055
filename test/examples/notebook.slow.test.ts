import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredPackages } from '../../scripts/pack.mjs';
import { type InstalledProject, installPackage } from '../package/installed.ts';
import { EXAMPLES, ROOT, runExample, runNode, WorkFolder } from './run-program.ts';

describe('examples/notebook.mts', () => {
  it('shows records, sizes and diagnostics as tables', async () => {
    const { code, stdout, stderr } = await runExample('notebook.mts');

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/│ 0 +│ 'T-1001' +│ '\{"inputText":"/);
    expect(stdout).toMatch(/│ records +│ 120 +│/);
    expect(stdout).toMatch(/│ 'error' +│ 'MODEL_INPUT_EMPTY_TEXT' +│ 'T-1042' +│/);
    expect(stdout.match(/^┌/gm)).toHaveLength(3);
  });
});

/** The commands below a heading of the page on examples, without the build that the test has made. */
function listedCommands(heading: string): string {
  const page = readFileSync(path.join(EXAMPLES, 'README.md'), 'utf8');
  const block =
    new RegExp(`## ${heading}\\n[^#]*?\`\`\`sh\\n(.+?)\`\`\``, 's').exec(page)?.[1] ?? '';
  return block.replace('npm run build\n', '');
}

describe('examples/commonjs in a clone', () => {
  it('runs by the commands that are listed', async () => {
    using clone = new WorkFolder();
    for (const name of ['package.json', 'dist', 'examples'])
      cpSync(path.join(ROOT, name), clone.in(name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), clone.in('node_modules'));
    const commands = listedCommands('The CommonJS project');

    expect(commands).toContain('npm install\n');
    // the link is all that is installed; what is left out is looked up all the same, in npm's cache where it is there
    const env = {
      ...{ npm_config_prefer_offline: 'true', npm_config_omit: 'dev' },
      ...{ npm_config_audit: 'false', npm_config_fund: 'false' },
    };
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', commands], {
      cwd: clone.path,
      env: { ...process.env, ...env },
    });

    expect(stdout).toMatch(/│ 4 +│ 'T-1005' +│ \d+ +│ 'none' +│/);
  });
});

describe('examples/commonjs', () => {
  let project: InstalledProject;

  // a package finds itself by its name only inside of its own package.json, so this one is installed
  beforeAll(() => {
    project = installPackage([...declaredPackages(), '@types/node', 'tsx']);
    for (const name of ['package.json', 'tsconfig.json', 'preview.ts']) {
      cpSync(path.join(EXAMPLES, 'commonjs', name), path.join(project.folder, name));
    }
  });
  afterAll(() => project.remove());

  it('type-checks with what require gives', () => {
    expect(project.compile()).toBe('');
  });

  it('previews the first records', async () => {
    const tickets = path.join(EXAMPLES, 'data/tickets.csv');

    const ended = await runNode(['--import', 'tsx', 'preview.ts', tickets], {
      cwd: project.folder,
    });

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/│ 4 +│ 'T-1005' +│ \d+ +│ 'none' +│/);
  });

  it('fails with the reason where there is no such file', async () => {
    const ended = await runNode(['--import', 'tsx', 'preview.ts', 'nowhere.csv'], {
      cwd: project.folder,
    });

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('SOURCE_NOT_FOUND');
  });
});
