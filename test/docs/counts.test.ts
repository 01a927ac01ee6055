import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const contributing = read('CONTRIBUTING.md').replaceAll(/\s+/g, ' ');

interface Package {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
}
const { engines, scripts } = JSON.parse(read('package.json')) as Package;

type Rule = readonly ['error', { readonly max?: number; readonly exported?: number }] | 'error';
const { rules } = JSON.parse(read('.oxlintrc.json')) as {
  readonly rules: Readonly<Record<string, Rule>>;
};

/** What the linter allows at most. */
function mostOf(rule: string): number | undefined {
  const found = rules[rule];
  return typeof found === 'object' ? found[1].max : undefined;
}

describe('CONTRIBUTING.md', () => {
  it('says what the linter allows', () => {
    expect(contributing).toContain(`At most ${mostOf('max-lines')} lines of code`);
    expect(contributing).toContain(`functions of at most ${mostOf('max-lines-per-function')}`);
    expect(contributing).toContain(`(${mostOf('max-params')} within a file)`);
    expect(contributing).toContain(`and ${mostOf('max-depth')} levels of nesting`);
  });

  it('says how much npm run check draws', () => {
    const [, inputs] = /--inputs (\d+)/.exec(scripts['check:fuzz'] ?? '') ?? [];

    expect(contributing).toContain(`draws ${Number(inputs).toLocaleString('en-US')} inputs`);
  });

  it.each(['CONTRIBUTING.md', 'README.md'])('and %s name the oldest Node', (page) => {
    expect(read(page)).toContain(`Node ${engines.node.replace('>=', '')} or `);
  });

  it('names the pages that npm run render writes', () => {
    const rendered = scripts['render']?.match(/render-\w+/g)?.map((name) => name.slice(7)) ?? [];
    const [, named = ''] =
      /writes the pages that are made from the source: ([^|]+) \|/.exec(contributing) ?? [];

    expect(named.replace('the command', 'cli').split(', ')).toEqual(rendered);
  });
});

describe('README.md', () => {
  it('has every command in its table', () => {
    const commands = [...read('docs/cli.md').matchAll(/^## bedrock-batch (\w+)$/gm)];
    const [, table = ''] = read('README.md').split('| command | what it does |');
    const rows = table.split('\n\n', 1)[0] ?? '';

    const missing = commands
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help' && !new RegExp(`\`${name}\\b`).test(rows));

    expect(commands.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});
