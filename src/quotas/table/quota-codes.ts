import type { QuotaName } from './quotas.ts';

/**
 * Service Quotas codes of one model. Codes are the same in every region; the values behind them are not.
 */
export interface ModelQuotaCodes {
  /** How the names of its quotas end in Service Quotas, such as `Claude 3 Haiku`; absent where only codes are known. */
  readonly model?: string | undefined;
  /** Foundation model id; absent where no source names it. */
  readonly modelId?: string | undefined;
  /** Codes by quota; a few models have two codes under one name. */
  readonly codes: { readonly [Name in QuotaName]?: readonly string[] };
  /** Code of the concurrency of custom models made from this one. */
  readonly customConcurrentJobs?: string | undefined;
}

/** Columns of the table below. */
const columns = [
  'minRecordsPerJob',
  'recordsPerJob',
  'recordsPerFile',
  'fileBytes',
  'jobBytes',
  'concurrentJobs',
] as const satisfies readonly QuotaName[];

/**
 * Model, foundation model id, codes in the order of `columns` and then the custom models' concurrency; `-` is unknown.
 *
 * Sources: dumps of the Service Quotas console of 2025 and a map of codes to model ids reviewed on 2026-09-11; the codes
 * were the same wherever two of them name one.
 */
// biome-ignore format: a table reads by its columns
const rows: readonly (readonly [model: string, modelId: string, codes: string])[] = [
  ['', 'amazon.nova-2-lite-v1:0',
    '- - - - - L-10F69CA1'],
  ['', 'anthropic.claude-haiku-4-5-20251001-v1:0',
    '- - - - - L-63020993'],
  ['', 'anthropic.claude-opus-4-6-v1',
    '- - - - - L-B0F56DCF'],
  ['', 'anthropic.claude-sonnet-4-5-20250929-v1:0',
    '- - - - - L-A0300844'],
  ['', 'anthropic.claude-sonnet-4-6',
    '- - - - - L-3030E098'],
  ['', 'minimax.minimax-m2.1',
    '- - - - - L-C05EB25B'],
  ['', 'mistral.devstral-2-123b',
    '- - - - - L-95CB8E2F'],
  ['', 'zai.glm-4.7-flash',
    '- - - - - L-E453CCF3'],
  ['Claude 3 Haiku', 'anthropic.claude-3-haiku-20240307-v1:0',
    'L-AE7F26D4 L-1F644C2A L-EBB72C32 L-42ABE687 L-79301C5B L-1570CF9E'],
  ['Claude 3 Opus', 'anthropic.claude-3-opus-20240229-v1:0',
    'L-FA9A1EBB L-E8FA49DB L-642905B5 L-0E729086 L-320F5AFC L-9A0F509C'],
  ['Claude 3 Sonnet', '',
    'L-FE6BC3E4 L-16E25672 L-E93C745B L-067F7E01 L-AB971C9B L-67BD0D49'],
  ['Claude 3.5 Haiku', 'anthropic.claude-3-5-haiku-20241022-v1:0',
    'L-B48488BD L-274AA31F L-C39B6D57 L-B688EFA5 L-987C98F5 L-220B8A25'],
  ['Claude 3.5 Sonnet', '',
    'L-1E0DA3DF L-1E2B9998 L-5AB0EE48 L-934360E8 L-6284B54D L-4E7EE0B5'],
  ['Claude 3.5 Sonnet v2', '',
    'L-1FA30AE7 L-6EBFEB27 L-897F8151 L-5CBDB5BC L-A3D5E9F8 L-C2FA9AEC'],
  ['Claude 3.7 Sonnet', 'anthropic.claude-3-7-sonnet-20250219-v1:0',
    'L-BFA0FE84 L-FABEE48F L-A985813D L-F8B0126D L-02D6293C L-E455959C'],
  ['Claude Opus 4.5', 'anthropic.claude-opus-4-5-20251101-v1:0',
    '- L-2767B9A9 - - - L-E83AC604'],
  ['Claude Sonnet 4', 'anthropic.claude-sonnet-4-20250514-v1:0',
    'L-F72F26EE L-8A6B31EE L-02DB18B4 L-F611997D L-E31283B0 L-79EFF176'],
  ['DeepSeek v3', '',
    'L-BC0281B9 L-F81D0C4B L-EA319DB4 L-E5418429 L-CB18C933 L-0C5F7593'],
  ['Llama 3.1 405B Instruct', 'meta.llama3-1-405b-instruct-v1:0',
    'L-A5CEDB91 L-AA411D03 L-8651ED26 L-BCF9AED9 L-D50EA4E4 L-A0AAB785'],
  ['Llama 3.1 70B Instruct', 'meta.llama3-1-70b-instruct-v1:0',
    'L-1EC9C5DF L-8D07E980 L-E038D932 L-1CF3E033 L-B2ADD004 L-62E2A345'],
  ['Llama 3.1 8B Instruct', 'meta.llama3-1-8b-instruct-v1:0',
    'L-87482B04 L-FA06C205 L-AFE8E0CD L-F3A3096C L-8F302008 L-391478D2'],
  ['Llama 3.2 11B Instruct', 'meta.llama3-2-11b-instruct-v1:0',
    'L-5BF45557 L-95CACD43 L-D30E6B4B L-8E129B28 L-8D4EA85C L-3CCB3548'],
  ['Llama 3.2 1B Instruct', 'meta.llama3-2-1b-instruct-v1:0',
    'L-539B5996 L-FF73AE42 L-478319B0 L-B8DED09F L-F777E93B L-8CC57EDA'],
  ['Llama 3.2 3B Instruct', 'meta.llama3-2-3b-instruct-v1:0',
    'L-185CB521 L-982DE2DB L-F2E6F90D L-8111AFAC L-4090E58E L-059C1AAB'],
  ['Llama 3.2 90B Instruct', 'meta.llama3-2-90b-instruct-v1:0',
    'L-D4C72CE2 L-4821684D L-51B0DEE7 L-ACA7B6C2 L-CAF2175F L-89923E2C'],
  ['Llama 3.3 70B Instruct', 'meta.llama3-3-70b-instruct-v1:0',
    'L-E06E7FD6 L-E293C7C7 L-F77743B5 L-CBAEEDF6 L-3A7ED9C0 L-FE24F76E'],
  ['Llama 4 Maverick', '',
    '- L-6FAB43BE L-B4B995D8 - - L-4E7DDF49'],
  ['Llama 4 Scout', '',
    '- L-D41E62E4 L-92E7FE32 - - L-B1E11F5B'],
  ['Mistral Large 2 (24.07)', 'mistral.mistral-large-2407-v1:0',
    'L-F12318F0 L-CA80888F L-BAE2EB93 L-9F13DDE7 L-A83ECA24 L-5D367E5C'],
  ['Mistral Small', 'mistral.mistral-small-2402-v1:0',
    'L-DE0A7679 L-072E11FC L-E6489B37 L-D32CEBC2 L-0F052E16 L-A986092E'],
  ['Nova Lite V1', 'amazon.nova-lite-v1:0',
    'L-39FA8DCA L-916C9264 L-B8626674 L-F60B56CC L-19E52681 L-E2ED42E6'],
  ['Nova Micro V1', 'amazon.nova-micro-v1:0',
    'L-534E6885 L-57DC56A1 L-D56DF585 L-F36E54E0 L-C79C2150 L-564C017C'],
  ['Nova Pro V1', 'amazon.nova-pro-v1:0',
    'L-2A3EB975 L-89197AE6 L-9B651738 L-68FC8D47 L-26B15D4D L-FE130012'],
  ['OpenAI GPT OSS 120b', 'openai.gpt-oss-120b-1:0',
    'L-4B244563 L-3C5D1B25 L-9EF11C18 L-E855A326 L-052AA08C L-07844084'],
  ['OpenAI GPT OSS 20b', 'openai.gpt-oss-20b-1:0',
    'L-5D07A961 L-F361DF0F L-EF804815 L-0EF69BEA L-5594A7BA L-50CC95A8'],
  ['Qwen3 235B', 'qwen.qwen3-235b-a22b-2507-v1:0',
    'L-9CFEE1D8 L-BA9E2685 L-295FBA3E L-0D428547 L-94612705 L-91E3DBE2+L-5C48945B'],
  ['Qwen3 32B', 'qwen.qwen3-32b-v1:0',
    'L-9D2E32B8 L-09A792C8 L-BF8FAABD L-37B69F3F L-AED2B25B L-7B9A79C8+L-87CD099E'],
  ['Qwen3 Coder 30B', 'qwen.qwen3-coder-30b-a3b-v1:0',
    'L-00CA92AA L-DFDD7036 L-8B216E37 L-A7382519 L-F4B97433 L-F30EAB98+L-FEA282F8'],
  ['Qwen3 Coder 480B', '',
    'L-5818283A L-B87081C1 L-8CB739C8 L-BEAE3E04 L-007D91B8 L-C3BA7ADC'],
  ['Titan Multimodal Embeddings G1', 'amazon.titan-embed-image-v1',
    'L-1A69C08F L-3BD2251E L-81E26054 L-447BB329 L-4C584163 L-7F2C6F33 L-652C224A'],
  ['Titan Text Embeddings V2', 'amazon.titan-embed-text-v2:0',
    'L-6F2B2616 L-AAC5F6D6 L-D1151D45 L-3CAACDCF L-F687AD4D L-1AC1CABC L-329D7443'],];

function parseRow([model, modelId, text]: (typeof rows)[number]): ModelQuotaCodes {
  const cells = text.split(' ');
  const known = columns.flatMap((column, index) => {
    const cell = cells[index] ?? '-';
    return cell === '-' ? [] : [[column, Object.freeze(cell.split('+'))]];
  });
  return Object.freeze({
    model: model === '' ? undefined : model,
    modelId: modelId === '' ? undefined : modelId,
    codes: Object.freeze(Object.fromEntries(known) as ModelQuotaCodes['codes']),
    customConcurrentJobs: cells[columns.length],
  });
}

/**
 * All known Service Quotas codes of batch inference, one entry per model.
 */
export const quotaCodes: readonly ModelQuotaCodes[] = Object.freeze(rows.map(parseRow));
