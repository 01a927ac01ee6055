#!/usr/bin/env bash
# A JSON Schema that zod has read may take what the schema refuses, and says nothing of it.
#
# Guess:     z.fromJSONSchema() gives a schema that judges as the JSON Schema does, and throws for what it cannot say: it does for
#            `if`, `not` and `dependentRequired`.
# Version:   zod 4.6.7, where the function is called experimental; Ajv 8.17.1 beside it, with its default of the draft. Node 20.
# Behaviour: without `type` the keywords of objects, arrays and texts are passed over, and a name in `required` is asked for
#            only where `properties` has it too. Schemas that people write for the answers of models have both.
# Output:    properties without type    ajv refuses    zod takes
#            minItems without type      ajv refuses    zod takes
#            required alone             ajv refuses    zod takes
#            the same with both         ajv refuses    zod refuses
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund zod@4.6.7 ajv@8.17.1 >/dev/null
cat >judge.mjs <<'JS'
import { Ajv } from 'ajv';
import { z } from 'zod';

const properties = { genre: { type: 'string' } };
const cases = {
  'properties without type': [{ properties }, { genre: 1 }],
  'minItems without type': [{ minItems: 1 }, []],
  'required alone': [{ type: 'object', properties, required: ['year'] }, { genre: 'crime' }],
  'the same with both': [
    { type: 'object', properties: { ...properties, year: { type: 'integer' } }, required: ['year'] },
    { genre: 'crime' },
  ],
};
const word = (isTaken) => (isTaken ? 'takes' : 'refuses');
for (const [name, [schema, value]] of Object.entries(cases)) {
  const ajv = word(new Ajv({ strict: false }).validate(schema, value));
  const zod = word(z.fromJSONSchema(schema).safeParse(value).success);
  console.log(`${name.padEnd(26)} ajv ${ajv.padEnd(10)} zod ${zod}`);
}
JS
node --no-warnings judge.mjs | tee seen.txt
cat >expected.txt <<'TEXT'
properties without type    ajv refuses    zod takes
minItems without type      ajv refuses    zod takes
required alone             ajv refuses    zod takes
the same with both         ajv refuses    zod refuses
TEXT
diff expected.txt seen.txt
