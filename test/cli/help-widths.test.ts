import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { Session, type Streams } from '../../src/cli/session/session.ts';
import { fullName } from '../../src/cli/session/usage-error.ts';
import { runMain } from './run-main.ts';

const streams = { stdout: {}, stderr: {} } as unknown as Streams;
const commands = allCommands(makeProgram(new Session(streams), [])).map((command) =>
  fullName(command),
);

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

async function helpAt(command: string, columns: number): Promise<readonly string[]> {
  const { code, stdout } = await runMain([...command.split(' ').slice(1), '--help'], {
    isTTY: true,
    columns,
  });
  expect(code).toBe(0);
  return stdout.split('\n');
}

describe('the help', () => {
  it.each(commands)('of %s keeps to 80 columns, its examples too', async (command) => {
    const lines = await helpAt(command, 80);

    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(commands)('of %s breaks descriptions in 40 columns', async (command) => {
    const lines = await helpAt(command, 40);
    const before = lines.slice(0, lines.indexOf('Examples:'));
    const wide = before.filter((line) => line.length > 40 && /\S {2,}\S/.test(line.trim()));

    expect(wide.filter((line) => !/^ {2,}\d/.test(line))).toEqual([]);
  });
});
