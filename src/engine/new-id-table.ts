import type { IdTable } from './id-table.ts';
import { MapIdTable } from './map-id-table.ts';
import { SimdIdTable } from './simd-id-table.ts';
import { newSimdInstance } from './simd-module.ts';

/** Makes an empty table, the fast one where the runtime has what it needs. */
export function newIdTable(): IdTable {
  const simd = newSimdInstance();
  return simd === undefined ? new MapIdTable() : new SimdIdTable(simd);
}
