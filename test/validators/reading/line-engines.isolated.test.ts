import { afterEach, describe, expect, it, vi } from 'vitest';
import { SimdLineEngine } from '../../../src/engine/index.ts';
import type { FamilyName } from '../../../src/models/index.ts';
import { quotasFor } from '../../../src/quotas/index.ts';
import { lineEngines } from '../../../src/validators/reading/line-engines.ts';

function rulesOf(family: FamilyName) {
  return {
    family,
    quotas: quotasFor(undefined, {}).quotas,
    maxLineBytes: 1000,
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('lineEngines()', () => {
  it('gives the fast engine, the same one for source after source', () => {
    const newEngine = lineEngines(rulesOf('claude-messages'));
    const first = newEngine();

    expect(first).toBeInstanceOf(SimdLineEngine);
    expect(newEngine()).toBe(first);
  });

  it('begins a new source at line and byte 0, whatever was left of the last', () => {
    const newEngine = lineEngines(rulesOf('claude-messages'));
    const last = newEngine();
    last.room(6).set(Buffer.from('a\nrest'));
    last.push(6);
    const engine = newEngine();
    engine.room(2).set(Buffer.from('x\n'));

    const { count, offsets, ends } = engine.push(2);

    expect([count, offsets[0], ends[0]]).toEqual([1, 0, 2]);
  });

  it.each([
    ['no WebAssembly', undefined],
    ['a WebAssembly without SIMD', { Module: refuse, Instance: refuse }],
  ])('gives the plain engine where the runtime has %s', async (_name, wasm) => {
    vi.stubGlobal('WebAssembly', wasm);
    vi.resetModules();
    const fresh = await import('../../../src/validators/reading/line-engines.ts');
    const engine = await import('../../../src/engine/index.ts');

    expect(fresh.lineEngines(rulesOf('claude-messages'))()).toBeInstanceOf(engine.PlainLineEngine);
  });
});

function refuse(): never {
  throw new TypeError('no SIMD here');
}
