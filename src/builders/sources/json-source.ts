import type { MachineOptions, RowMachine } from '../machines/row-machine.ts';
import { JsonRenderer } from '../rendering/json-renderer.ts';
import type { ByteSource } from './byte-source.ts';
import { type MachineSourceOptions, machineSource } from './machine-source.ts';
import type { Source } from './source.ts';

/** Makes a source out of bytes and the machine that finds rows of JSON in them, of which lines can be made at once. */
export function jsonSource(
  where: ByteSource,
  options: MachineSourceOptions,
  makeMachine: (options: MachineOptions) => RowMachine,
): Source {
  return machineSource(
    where,
    {
      ...options,
      makeRenderer: (machine, templateFor) => new JsonRenderer(makeMachine(machine), templateFor),
    },
    makeMachine,
  );
}
