import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Kept between runs; a version never changes. */
const KEPT = path.join(ROOT, '.tmp/asl-interpreter');
const MODULES = path.join(KEPT, 'node_modules');
const PACKAGE = 'aws-local-stepfunctions';
const VERSION = '3.0.0';
const NODE = '22.23.3';

/** Runs a definition with the handlers of a bundle, as Step Functions calls Lambda; tells at the end what came of it. */
const PROGRAM = `
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { StateMachine } from '${PACKAGE}';

const { definition, input, bundle, handlers, waits, ended, tokens } = JSON.parse(process.argv[2]);
const functions = createRequire(import.meta.url)(bundle);
const called = {};
const left = { ...ended };
function call(state) {
  return async ({ Payload }) => {
    called[state] = [...(called[state] ?? []), Payload];
    if ((left[state] ?? 0) > 0) {
      left[state] -= 1;
      throw Object.assign(new Error('Task timed out'), { name: 'Sandbox.Timedout' });
    }
    return { Payload: JSON.parse(JSON.stringify(await functions[handlers[state]](Payload))) };
  };
}
const fileOf = (token) => \`\${tokens.folder}/\${encodeURIComponent(token)}\`;
let timesOut = tokens?.timesOut ?? 0;
/** Ends when the token is given back, or as Step Functions ends a task that is over its time. */
async function listen(input) {
  await call('Listen')(input);
  const file = fileOf(input.Payload.token);
  for (let looks = 0; timesOut === 0 && looks < 600; looks += 1) {
    if (existsSync(file)) return rmSync(file) ?? {};
    await setTimeout(100);
  }
  timesOut = Math.max(0, timesOut - 1);
  throw Object.assign(new Error('Timed out'), { name: 'States.Timeout' });
}
async function giveToken({ TaskToken }) {
  writeFileSync(fileOf(TaskToken), '');
  return {};
}
const machine = new StateMachine(definition, { validationOptions: { checkArn: true } });
const states = Object.keys(handlers);
const { result, eventLogs } = machine.run(input, {
  context: { Task: { Token: tokens?.token } },
  overrides: {
    taskResourceLocalHandlers: {
      ...Object.fromEntries(states.map((state) => [state, call(state)])),
      ...(tokens === undefined ? {} : { Listen: listen, GiveToken: giveToken }),
    },
    waitTimeOverrides: waits,
    retryIntervalOverrides: Object.fromEntries(states.map((state) => [state, 10])),
  },
});
const entered = [];
const logs = (async () => {
  for await (const { type, state } of eventLogs)
    if (type === 'StateEntered') entered.push(state.name);
})();
const told = await result.then(
  (output) => ({ output }),
  (error) => ({ error: { name: error.name, message: error.message } }),
);
await logs;
console.log(JSON.stringify({ ...told, called, entered }));
`;

/** What is interpreted, and how. */
export interface Interpretation {
  readonly definition: object;
  readonly input: unknown;
  /** CommonJS with the handlers. */
  readonly bundle: string;
  /** Name of the handler that each task calls. */
  readonly handlers: Readonly<Record<string, string>>;
  /** Milliseconds that states wait in place of what they say. */
  readonly waits?: Readonly<Record<string, number>>;
  /** How often the function of a task is ended before it has begun. */
  readonly ended?: Readonly<Record<string, number>>;
  /** How tasks that wait for a token get it back: by files in a folder. */
  readonly tokens?: TokenExchange;
  readonly env: NodeJS.ProcessEnv;
}

/** Where tokens are given back. */
export interface TokenExchange {
  readonly folder: string;
  /** That of every task of the execution. */
  readonly token?: string;
  /** How many tasks that wait run out of time at once. */
  readonly timesOut?: number;
}

/** What came of it. */
export interface Interpreted {
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly name: string; readonly message: string };
  /** Events that the handlers were called with, by task. */
  readonly called: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** States in the order in which they were entered. */
  readonly entered: readonly string[];
}

/**
 * Fetches an interpreter of Amazon's states language and the Node 22 that it needs, as packages: this one has an older Node as its floor.
 *
 * @returns Why they are not there; undefined where they are.
 */
export function fetchInterpreter(): string | undefined {
  if (existsSync(nodeProgram()) && existsSync(path.join(MODULES, PACKAGE))) return undefined;
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(path.join(KEPT, 'package.json'), '{"private":true}');
  const node = `node-${NODE}@npm:node-${process.platform}-${process.arch}@${NODE}`;
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status, stderr } = spawnSync(
    'npm',
    ['install', ...flags, '--engine-strict=false', `${PACKAGE}@${VERSION}`, node],
    { cwd: KEPT, encoding: 'utf8' },
  );
  if (status === 0) return undefined;
  return `npm gives no ${PACKAGE} ${VERSION} with Node ${NODE}: ${stderr.split('\n')[0]}`;
}

/** Runs a state machine to its end. */
export async function interpret({ env, ...asked }: Interpretation): Promise<Interpreted> {
  const program = path.join(KEPT, 'run.mjs');
  writeFileSync(program, PROGRAM);
  const { stdout } = await promisify(execFile)(
    nodeProgram(),
    ['--no-warnings', program, JSON.stringify(asked)],
    { env, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Interpreted;
}

function nodeProgram(): string {
  return path.join(MODULES, `node-${NODE}`, 'bin/node');
}
