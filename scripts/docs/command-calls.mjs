// @ts-check
import { REPOSITORY } from '../repository.mjs';
import { documentedCode } from './code-blocks.mjs';
import { helpOf, isCommand, needsSubcommand } from './command-help.mjs';

/**
 * One call of the command in a shell block.
 *
 * @typedef {object} Call
 * @property {string} title `file:line`.
 * @property {readonly string[]} words Words after `bedrock-batch`.
 */

const SHELLS = new Set(['sh', 'bash', 'shell', 'console']);
const TOKEN = /(?:'[^']*'|"[^"]*"|[^\s'"|;&()])+|[|;&()]/g;
const OPERATOR = /^[|;&()]$/;
/** What may stand before the name of a program. */
const PREFIX = /^(?:\$|npx|\w+=.*)$/;

/** @param {string} code @returns {{ line: number, text: string }[]} Lines with their continuations; `line` is 0-based. */
function wholeLines(code) {
  /** @type {{ line: number, text: string }[]} */
  const whole = [];
  let continues = false;
  for (const [line, text] of code.split('\n').entries()) {
    const last = whole.at(-1);
    if (continues && last !== undefined) last.text += text;
    else whole.push({ line, text });
    continues = text.endsWith('\\');
    const current = whole.at(-1);
    if (continues && current !== undefined) current.text = `${current.text.slice(0, -1)} `;
  }
  return whole;
}

/** @param {string} text @returns {string[][]} The commands of a line, each as its words. */
function commandsOf(text) {
  /** @type {string[][]} */
  const commands = [[]];
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('#')) break;
    if (OPERATOR.test(token)) commands.push([]);
    else commands.at(-1)?.push(token.replaceAll(/['"]/g, ''));
  }
  return commands;
}

/** @param {readonly string[]} words @returns {readonly string[] | undefined} What follows `bedrock-batch`. */
function argumentsOf(words) {
  const name = words.findIndex((word) => !PREFIX.test(word));
  return words[name] === 'bedrock-batch' ? words.slice(name + 1) : undefined;
}

/** @returns {Call[]} Every call of `bedrock-batch` in the shell blocks of README and docs. */
export function documentedCalls() {
  const blocks = documentedCode(REPOSITORY).filter(({ language }) => SHELLS.has(language));
  return blocks.flatMap((block) =>
    wholeLines(block.code).flatMap(({ line, text }) =>
      commandsOf(text).flatMap((command) => {
        const words = argumentsOf(command);
        return words === undefined ? [] : [{ title: `${block.file}:${block.line + line}`, words }];
      }),
    ),
  );
}

/**
 * Compares a call with the help of the command it names.
 *
 * @param {Call} call
 * @returns {string[]} What the command does not know.
 */
export function unknownWords({ words }) {
  /** @type {string[]} */
  const command = [];
  for (const word of words) {
    if (word.startsWith('-') || !needsSubcommand(command)) break;
    if (!isCommand([...command, word])) return [word];
    command.push(word);
  }
  const known = new Set(helpOf(command).match(/(?<![\w-])--?[a-zA-Z][\w-]*/g));
  const flags = words
    .filter((word) => /^--?[a-zA-Z]/.test(word))
    .map((word) => word.split('=')[0] ?? word);
  return flags.filter((flag) => !known.has(flag));
}
