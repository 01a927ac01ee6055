import { DatasetError, quote } from '../../core/index.ts';
import type { Dataset } from '../dataset.ts';
import { runStateName } from '../layout.ts';
import { REPEAT_HINT } from './lost-run.ts';
import { runStateSchema } from './run-schema.ts';
import type { RunState } from './run-state.ts';
import { stateFault } from './state-fault.ts';

/**
 * Reads the text of a `run.json`, which is data, perhaps someone else's.
 *
 * @param name The name it is opened by.
 * @throws {DatasetError} `RUN_STATE` where it cannot be read, or is of another run or dataset, or contradicts itself.
 */
export function parseRunState(text: string, dataset: Dataset, name: string): RunState {
  const { folder, manifest } = dataset;
  const state = readRunState(text, name, folder);
  requireOwnName(state, name, folder);
  if (state.dataset === manifest.digest) return requireSound(state, dataset);
  throw new DatasetError(
    'RUN_STATE',
    `The run ${quote(state.run)} belongs to another dataset than the one in ${quote(folder)}`,
    {
      path: folder,
      hint: 'Build the dataset into a folder of its own',
    },
  );
}

function requireSound(state: RunState, { folder, manifest }: Dataset): RunState {
  const fault = stateFault(state, manifest);
  if (fault === undefined) return state;
  const message = `The state of the run ${quote(state.run)} of ${quote(folder)} cannot be trusted: ${fault}`;
  throw new DatasetError('RUN_STATE', message, { path: folder, hint: putBack(state.run) });
}

/** The name in the state becomes part of paths, so only the one it was opened by is taken. */
function requireOwnName(state: RunState, name: string, folder: string): void {
  if (state.run === name) return;
  const message = `The state of the run ${quote(name)} says that it is the run ${quote(state.run)}`;
  throw new DatasetError('RUN_STATE', message, { path: folder, hint: putBack(name) });
}

function readRunState(text: string, name: string, folder: string): RunState {
  try {
    return Object.freeze(runStateSchema().parse(parseJson(text, name, folder)));
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    const message = `The state of the run ${quote(name)} of ${quote(folder)} cannot be read as version 1`;
    throw new DatasetError('RUN_STATE', message, {
      path: folder,
      cause,
      hint: `Use the version of bedrock-batch that wrote it. ${putBack(name)}`,
    });
  }
}

function parseJson(text: string, name: string, folder: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the words of the parser would quote the file
    const how = text.trim() === '' ? 'it is empty' : 'it is no JSON, or ends too early';
    const message = `The state of the run ${quote(name)} of ${quote(folder)} is damaged: ${how}`;
    throw new DatasetError('RUN_STATE', message, { path: folder, hint: putBack(name) });
  }
}

function putBack(run: string): string {
  return `Give ${quote(runStateName(run))} its own content back; or delete it and ${REPEAT_HINT}`;
}
