import { newSimdInstance } from '../wasm/simd-module.ts';
import type { IdTable } from './id-table.ts';
import { MapIdTable } from './map-id-table.ts';
import { SimdIdTable } from './simd-id-table.ts';

/** Makes an empty table, the fast one where the runtime has what it needs. */
export function newIdTable(): IdTable {
  const simd = newSimdInstance();
  if (simd === undefined) return new MapIdTable();
  try {
    return new SimdIdTable(simd);
  } catch {
    return new MapIdTable(); // a process may have too little memory left for the first slots
  }
}
