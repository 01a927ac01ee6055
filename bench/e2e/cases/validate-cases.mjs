// @ts-check
import { statSync } from 'node:fs';
import { corpus } from '../../corpora/generate.mjs';
import { EMBEDDING_MODEL, NOVA_MODEL } from '../../subject.mjs';
import { shareAccepted } from '../share-accepted.mjs';
import { simdjson } from '../simdjson.mjs';
import { ours, rival, validateCommand, variant } from '../variant.mjs';

/** Images make few records of many bytes: half of the bytes says the same. */
const SHARES = { chat: 1, tiny: 1, img: 0.5 };
/** Ten million records at a size of 1 GB. */
const IDS_SHARE = 0.56;
const BARE_SHARE = 0.25;

const ZOD = 'readline + JSON.parse + zod';
const FOUND_ERRORS = { codes: [1] };

/** @param {keyof typeof SHARES} kind @returns {import('../variant.mjs').Case} */
function validateCase(kind) {
  return {
    name: `validate-${kind}`,
    async prepare(bytes) {
      const file = corpus(kind, bytes * SHARES[kind]);
      return {
        bytes: statSync(file).size,
        share: await shareAccepted(file),
        variants: [
          variant('bedrock-batch', validateCommand(file)),
          variant(ZOD, [...rival('readline-zod.mjs'), file]),
          variant('Python json.loads', [...rival('json_loads.py'), file]),
          simdjson(file),
          variant('read and find lines only', [...rival('read-lines.mjs'), file]),
        ],
      };
    },
  };
}

/** @type {import('../variant.mjs').Case} */
const threadsCase = {
  name: 'validate-threads',
  async prepare(bytes) {
    const file = corpus('chat', bytes);
    return {
      bytes: statSync(file).size,
      variants: [
        variant('bedrock-batch', validateCommand(file, { threads: 1 })),
        variant('bedrock-batch, 2 threads', validateCommand(file, { threads: 2 })),
        simdjson(file),
      ],
    };
  },
};

/**
 * A schema of one's own on top of everything: the same that the rival has.
 *
 * @type {import('../variant.mjs').Case}
 */
const schemaCase = {
  name: 'validate-schema',
  async prepare(bytes) {
    const file = corpus('chat', bytes);
    return {
      bytes: statSync(file).size,
      variants: [
        variant('bedrock-batch', [...ours('validate-schema'), file]),
        variant(ZOD, [...rival('readline-zod.mjs'), file]),
      ],
    };
  },
};

/**
 * None of the records is accepted.
 *
 * @param {string} name @param {(bytes: number) => string} corpusOf
 * @returns {import('../variant.mjs').Case}
 */
function wrongCase(name, corpusOf) {
  return {
    name,
    async prepare(bytes) {
      const file = corpusOf(bytes);
      return {
        bytes: statSync(file).size,
        variants: [
          variant('bedrock-batch', validateCommand(file), FOUND_ERRORS),
          variant(ZOD, [...rival('readline-zod-errors.mjs'), file]),
        ],
      };
    },
  };
}

/** Every record has one error. */
const errorsCase = wrongCase('validate-errors', (bytes) => corpus('wrong', bytes));

/**
 * Every record has tools, of which there is a warning: none is accepted, and the rivals find nothing.
 *
 * @param {string} name @param {'tools' | 'othertools'} kind
 * @returns {import('../variant.mjs').Case}
 */
function toolsCase(name, kind) {
  return {
    name,
    async prepare(bytes) {
      const file = corpus(kind, bytes);
      return {
        bytes: statSync(file).size,
        variants: [
          variant('bedrock-batch', validateCommand(file)),
          variant(ZOD, [...rival('readline-zod.mjs'), file]),
        ],
      };
    },
  };
}

/**
 * Every record has another object in S3: none is accepted, and nothing is found. Python knows nothing of it.
 *
 * @type {import('../variant.mjs').Case}
 */
const objectsCase = {
  name: 'validate-objects',
  async prepare(bytes) {
    const file = corpus('objects', bytes);
    return {
      bytes: statSync(file).size,
      variants: [
        variant('bedrock-batch', validateCommand(file, { model: NOVA_MODEL })),
        variant('Python json.loads', [...rival('json_loads.py'), file]),
      ],
    };
  },
};

/** Ten million records without a model input, and so as many diagnostics. */
const diagnosticsCase = wrongCase('validate-diagnostics', (bytes) =>
  corpus('bare', bytes * BARE_SHARE),
);

/** @type {import('../variant.mjs').Case} */
const idsCase = {
  name: 'validate-ids',
  async prepare(bytes) {
    const file = corpus('ids', bytes * IDS_SHARE);
    return {
      bytes: statSync(file).size,
      share: await shareAccepted(file, EMBEDDING_MODEL),
      variants: [
        variant('bedrock-batch', validateCommand(file, { model: EMBEDDING_MODEL })),
        variant('readline + JSON.parse + Set', [...rival('readline-ids.mjs'), file]),
      ],
    };
  },
};

/** @type {readonly import('../variant.mjs').Case[]} */
export const validateCases = [
  validateCase('chat'),
  validateCase('tiny'),
  validateCase('img'),
  threadsCase,
  schemaCase,
  errorsCase,
  toolsCase('validate-tools', 'tools'),
  toolsCase('validate-other-tools', 'othertools'),
  objectsCase,
  diagnosticsCase,
  idsCase,
];
