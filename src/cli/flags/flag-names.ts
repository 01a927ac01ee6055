import type { Command } from 'commander';

/** Calls the option that a message of the library begins with, such as `roleArn`, by the command's flag for it. */
export function byFlag(message: string, { options }: Command): string {
  return message.replace(/^[a-z][a-zA-Z]*(?= is )/, (option) => {
    const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return options.some(({ long }) => long === flag) ? flag : option;
  });
}
