import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type Diagnostic,
  type DiagnosticCode,
  defaultSeverity,
  diagnosticCodes,
  type Report,
} from '../../src/core/index.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const INPUTS = ['input.jsonl', 'job', 'dataset', 'source.csv', 'source.json', 'source.jsonl'];
const page = readFileSync(join(HERE, '../../docs/diagnostics.md'), 'utf8');

/** Each folder of a case by its code. */
const folders = new Map(
  ['diagnostics', 'builds'].flatMap((kind) =>
    readdirSync(join(HERE, kind)).map((name) => [name, join(HERE, kind, name)] as const),
  ),
);

function folderOf(code: string): string {
  const folder = folders.get(code);
  if (folder === undefined) throw new Error(`No case shows ${code}`);
  return folder;
}

function expectedOf(code: DiagnosticCode): { readonly shown: Diagnostic; readonly text: string } {
  const folder = folderOf(code);
  const report = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Report;
  const shown = report.diagnostics.find((diagnostic) => diagnostic.code === code);
  if (shown === undefined) throw new Error(`${code} is not in its own expected.json`);
  return { shown, text: readFileSync(join(folder, 'expected.txt'), 'utf8') };
}

/** The section of the page about a code. */
function sectionOf(code: string): string {
  const [, section = ''] = page.split(new RegExp(`^## ${code}$`, 'm'));
  return section.split(/^## /m, 1)[0] ?? '';
}

describe.each(diagnosticCodes.map((code) => [code] as const))('%s', (code) => {
  it('has one case with an input, options and what is expected', () => {
    const names = readdirSync(folderOf(code));

    expect(names).toEqual(
      expect.arrayContaining(['expected.json', 'expected.txt', 'options.json']),
    );
    expect(names.filter((name) => INPUTS.includes(name))).toHaveLength(1);
  });

  it('is shown by its case with the severity and the texts of the catalogue', () => {
    const { shown, text } = expectedOf(code);

    expect(shown.severity).toBe(defaultSeverity(code));
    expect(shown.message).not.toBe('');
    expect(shown.hint ?? '').not.toBe('');
    expect(text).toContain(`${shown.severity}  ${code}\n  ${shown.message}\n`);
    expect(text).toContain(
      `  hint  ${shown.hint}\n  docs  docs/diagnostics.md#${code.toLowerCase()}\n`,
    );
  });

  it('is explained with its severity, why, what to do, and a wrong and a right example', () => {
    const section = sectionOf(code);
    const severity = defaultSeverity(code) === 'error' ? 'Error' : 'Warning';

    expect(section).toContain(`\n**${severity}.** `);
    for (const part of ['**Why.** ', '**What to do.** ']) expect(section).toContain(`\n${part}`);
    expect(section).toMatch(/\nWrong.*:\n\n```\w*\n[^`]+```/);
    expect(section).toMatch(/\nRight.*:\n\n```\w*\n[^`]+```/);
  });
});

describe('the cases', () => {
  it('show no code that the catalogue does not have', () => {
    expect([...folders.keys()].toSorted()).toEqual(diagnosticCodes.toSorted());
  });
});
