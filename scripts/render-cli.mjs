// @ts-check
// Renders docs/cli.md from the help of every command: node scripts/render-cli.mjs
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { helpOf, subcommandsOf } from './docs/command-help.mjs';
import { isMain, REPOSITORY } from './repository.mjs';

/** @param {readonly string[]} command @returns {string[]} Its section and those of the commands below it. */
function sectionsOf(command) {
  const title = `## ${['bedrock-batch', ...command].join(' ')}`;
  const section = `${title}\n\n\`\`\`text\n${helpOf(command).trimEnd()}\n\`\`\``;
  return [section, ...subcommandsOf(command).flatMap(sectionsOf)];
}

/** @returns {string} The page as it must be. */
export function renderCommandPage() {
  const intro =
    'What `--help` says, command by command. Rendered by `node scripts/render-cli.mjs`.';
  return `${['# The command', intro, ...sectionsOf([])].join('\n\n')}\n`;
}

if (isMain(import.meta.url)) {
  await buildIfStale();
  writeFileSync(path.join(REPOSITORY, 'docs/cli.md'), renderCommandPage());
}
