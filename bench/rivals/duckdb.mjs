// @ts-check

import { sayFigures } from '../e2e/programs/say-figures.mjs';
import { MAX_TOKENS, PROMPT } from '../subject.mjs';

/** It weighs a hundred times what this project does, so it is installed by whoever wants to compare: see `missing` of the case. */
const PACKAGE = '@duckdb/node-api';
const [source = '', out = ''] = process.argv.slice(2);
const { DuckDBInstance } = await import(PACKAGE);

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const [before = '', between = '', after = ''] = PROMPT.split(/\{\{\w+\}\}/);
const content = `${quoted(before)} || title || ${quoted(between)} || text || ${quoted(after)}`;
const message = `{'role': 'user', 'content': [{'type': 'text', 'text': ${content}}]}`;
const modelInput = `{'anthropic_version': 'bedrock-2023-05-31', 'max_tokens': ${MAX_TOKENS}, 'messages': [${message}]}`;
const rows = source.endsWith('.csv')
  ? `read_csv(${quoted(source)}, header = true, all_varchar = true, max_line_size = 67108864)`
  : `read_json(${quoted(source)}, columns = {id: 'VARCHAR', title: 'VARCHAR', text: 'VARCHAR'})`;

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const copied = await connection.run(
  `COPY (SELECT id AS recordId, ${modelInput} AS modelInput FROM ${rows}) TO ${quoted(out)} (FORMAT json)`,
);
sayFigures({ records: copied.rowsChanged });
