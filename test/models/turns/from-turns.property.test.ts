import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../../src/core/index.ts';
import { families } from '../../../src/models/index.ts';
import { hostileJson } from '../support/shape-arbitrary.ts';

const talking = families.flatMap((family) => {
  const { name, fromMessages } = family;
  return fromMessages === undefined ? [] : [{ name, fromMessages }];
});

const nearly = fc.oneof(
  hostileJson,
  fc.record(
    {
      role: fc.oneof(fc.constantFrom('user', 'assistant', 'system', 'tool'), hostileJson),
      content: fc.oneof(
        fc.string(),
        fc.array(
          fc.oneof(
            hostileJson,
            fc.record({ type: fc.constantFrom('text', 'image', null), text: hostileJson }),
            fc.record({ text: fc.string() }),
          ),
        ),
        hostileJson,
      ),
      from: fc.constantFrom('human', 'bing'),
      value: fc.string(),
      name: fc.option(fc.string()),
    },
    { requiredKeys: [] },
  ),
);
const values = fc.oneof(
  hostileJson,
  fc.array(nearly),
  fc.record({ messages: fc.array(nearly), system: nearly }, { requiredKeys: [] }),
);

/** What stands at a path, if there is something. */
function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      Array.isArray(here) || isObject(here) ? (here as Record<string, unknown>)[step] : undefined,
    value,
  );
}

describe('fromTurns()', () => {
  it.each(talking)(
    'always says what is wrong where it makes no model input: $name',
    ({ fromMessages }) => {
      fc.assert(
        fc.property(values, fc.option(fc.string(), { nil: undefined }), (messages, system) => {
          const before = JSON.stringify(messages);
          const reading = fromMessages({ messages, system });

          expect(JSON.stringify(messages)).toBe(before);
          if ('modelInput' in reading) {
            expect(JSON.stringify(reading.modelInput)).toMatch(/^\{/);
            return;
          }
          const { path, turn, ...texts } = reading.flaw;
          for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
          const parent = at(messages, path.slice(0, -1));
          if (path.length > 0 && path[0] !== 'system')
            expect(Array.isArray(parent) || isObject(parent)).toBe(true);
          expect(turn === undefined || turn >= 1).toBe(true);
        }),
      );
    },
  );
});
