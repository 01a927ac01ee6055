import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from '../../scripts/docs/code-blocks.mjs';

describe('codeBlocksOf()', () => {
  it('finds the blocks of a document with their lines and marks', () => {
    const text = [
      '# Title',
      '',
      '```ts no-run',
      'a();',
      '```',
      '',
      '- item',
      '',
      '  ```sh',
      '  b',
      '  ```',
      '',
    ].join('\n');

    expect(codeBlocksOf('README.md', text)).toEqual([
      {
        file: 'README.md',
        line: 4,
        language: 'ts',
        marks: ['no-run'],
        code: 'a();\n',
        isDocstring: false,
      },
      { file: 'README.md', line: 10, language: 'sh', marks: [], code: 'b\n', isDocstring: false },
    ]);
  });

  it('keeps a shorter fence inside a longer one', () => {
    const [block] = codeBlocksOf('README.md', '````md\n```ts\na();\n```\n````\n');

    expect(block).toMatchObject({ language: 'md', code: '```ts\na();\n```\n' });
  });

  it('finds the blocks of docstrings, and none in the code', () => {
    const text = [
      'const notOne = `',
      '```ts',
      'no();',
      '```',
      '`;',
      '/**',
      ' * Summary.',
      ' *',
      ' * @example Title',
      ' * ```ts',
      ' * if (a) {',
      ' *   b();',
      ' * }',
      ' * ```',
      ' */',
    ].join('\n');

    expect(codeBlocksOf('src/a.ts', text)).toEqual([
      {
        file: 'src/a.ts',
        line: 11,
        language: 'ts',
        marks: [],
        code: 'if (a) {\n  b();\n}\n',
        isDocstring: true,
      },
    ]);
  });
});
