// Takes a real data set through every stage against the embedded emulator, as a user would: by the command.
import { spawnSync } from 'node:child_process';

// By path, for the package exports no single file.
const movies = 'node_modules/vega-datasets/data/movies.json';
const command = [
  'run',
  movies,
  '--local',
  ...['--model', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
  ...['--prompt', 'In one sentence: what is the film "{{Title}}" ({{Release Date}}) about?'],
  ...['--max-tokens', '200'],
  ...['--out', 'demo-out'],
];

function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const quoted = command.map((word) => (/^[\w./:-]+$/.test(word) ? word : `'${word}'`));
console.error('Building the package …');
run(['scripts/build.mjs']);
console.error(`bedrock-batch ${quoted.join(' ')}\n`);
run(['dist/cli/bin.js', ...command]);
console.error(
  '\nOne line of JSON per film, its row joined. Run the demo again: nothing is done twice.',
);
