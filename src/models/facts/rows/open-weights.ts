import type {
  BatchEvidence,
  BatchPrice,
  ContextTokens,
  KeyDoubt,
  ModelRow,
  OutputTokens,
} from '../model-row.ts';
import { DOCUMENTS_REFUSED } from './documents.ts';
import {
  card,
  cardContext,
  carded,
  LISTED_BATCH,
  listedIn,
  listPrice,
  NOT_SEEN,
  reported,
  unlisted,
} from './evidence.ts';
import { regionSets } from './region-sets.ts';
import { regionalPrices } from './regional-prices.ts';

const FORM = { family: 'openai-chat', converse: true } as const;

type More = Partial<ModelRow>;

function listed(id: string, single: readonly string[], more: More): ModelRow {
  return { id, whole: true, ...FORM, batch: LISTED_BATCH, regions: listedIn(single), ...more };
}

function model(id: string, batch: BatchEvidence, more: More = {}): ModelRow {
  return { id, whole: true, ...FORM, batch, ...more };
}

function several(id: string, more: More = {}): ModelRow {
  return { id, whole: false, ...FORM, batch: NOT_SEEN, ...more };
}

/** All three regions of the United States that were compared cost the same. */
function oregon(input: number, output: number): BatchPrice {
  return listPrice(input, output, 'us-west-2');
}

const REFUSED: BatchEvidence = {
  verdict: 'no',
  source: 'a project log of real jobs',
  readOn: '2026-09-02',
};
const REFUSED_LATER: BatchEvidence = {
  verdict: 'no',
  source: 'CreateModelInvocationJob refused it, stdapi.ai #292',
  readOn: '2026-09-22',
};
const PRICED = unlisted('a batch price of it exists, which proves nothing');

const TEXT_ONLY = reported('text');
const WITH_IMAGES = carded('text', 'image');

const READ = { readOn: '2026-11-28' } as const;
const NO_STOP_FOR_GPT_OSS: KeyDoubt = {
  ...READ,
  by: ['Converse'],
  doubt: 'one report says that gpt-oss refuses it by Converse (crewAI #3317)',
  source: 'crewAI #3317',
};
const NO_STOP_FOR_QWEN: KeyDoubt = {
  ...READ,
  by: ['Converse'],
  doubt: 'one report says that Qwen3 refuses it by Converse (dify-official-plugins #1767)',
  source: 'dify-official-plugins #1767',
};
const NO_STOP_FOR_DEEPSEEK: KeyDoubt = {
  ...READ,
  by: ['InvokeModel', 'Converse'],
  doubt: 'one report says that DeepSeek V3.1 refuses it (langchain-aws #664)',
  source: 'langchain-aws #664',
};

const HARMONY: ModelRow['tokenizer'] = {
  encoding: 'o200k_harmony',
  source: 'README of gpt-tokenizer 4.0.0',
  readOn: '2026-11-30',
};

const GPT_OSS: More = {
  stop: NO_STOP_FOR_GPT_OSS,
  outputTokens: card(16),
  modalities: TEXT_ONLY,
  tokenizer: HARMONY,
};
const QWEN: More = { stop: NO_STOP_FOR_QWEN, outputTokens: card(8), modalities: TEXT_ONLY };
const QWEN_CODER: More = { stop: NO_STOP_FOR_QWEN, outputTokens: card(16), modalities: TEXT_ONLY };
const KIMI_TOKENS: OutputTokens = card(16, 'a project log of 2026 saw 262,144 accepted');
const SMALL: More = { outputTokens: card(8) };
const SMALL_TEXT: More = { outputTokens: card(8), modalities: TEXT_ONLY };
const DEEPSEEK: More = { ...SMALL_TEXT, stop: NO_STOP_FOR_DEEPSEEK };
const GLM: More = { modalities: TEXT_ONLY, documents: DOCUMENTS_REFUSED };
const KIMI: More = {
  documents: DOCUMENTS_REFUSED,
  needsBound: { source: 'reports of users', readOn: '2026-11-28' },
};
const KIMI_K2_THINKING: More = {
  ...KIMI,
  context: cardContext(256),
  outputTokens: KIMI_TOKENS,
  modalities: TEXT_ONLY,
};

const { tenRegions, thirteenRegions, asiaNorthLondonAmericas, asiaNorthLondonUs } = regionSets;

function gptOss(name: string, single: readonly string[], price: BatchPrice): ModelRow {
  return listed(`openai.gpt-oss-${name}`, single, {
    ...GPT_OSS,
    context: cardContext(128),
    price,
  });
}

/** Of what AWS's card said first and says now the larger stops nobody who is right. */
const QWEN_32B_CONTEXT: ContextTokens = {
  ...cardContext(128),
  source:
    'AWS, card of the model: 32K by the catalogue model-sync, 128K as braintrust-proxy #550 read it',
};

const LONG = { context: cardContext(256) } as const;

const openai: readonly ModelRow[] = [
  gptOss('120b-1:0', regionSets.gptOss, regionalPrices.gptOss120b),
  gptOss('20b-1:0', regionSets.gptOss, oregon(0.035, 0.15)),
  gptOss('safeguard-120b', tenRegions, oregon(0.07, 0.3)),
  gptOss('safeguard-20b', tenRegions, oregon(0.03, 0.1)),
  several('openai.gpt-oss', GPT_OSS),
];

const qwen: readonly ModelRow[] = [
  listed(
    'qwen.qwen3-235b-a22b-2507-v1:0',
    thirteenRegions.filter((region) => !['eu-west-1', 'sa-east-1', 'us-east-1'].includes(region)),
    { ...QWEN, ...LONG, price: oregon(0.11, 0.44) },
  ),
  listed('qwen.qwen3-32b-v1:0', thirteenRegions, {
    ...QWEN,
    context: QWEN_32B_CONTEXT,
    price: listPrice(0.075, 0.3, 'us-east-1'),
  }),
  listed('qwen.qwen3-next-80b-a3b', tenRegions, { ...QWEN, ...LONG }),
  listed('qwen.qwen3-vl-235b-a22b', tenRegions, {
    ...LONG,
    stop: NO_STOP_FOR_QWEN,
    outputTokens: card(8),
    modalities: WITH_IMAGES,
    price: oregon(0.26, 1.33),
  }),
  listed('qwen.qwen3-coder-30b-a3b-v1:0', thirteenRegions, {
    ...QWEN_CODER,
    ...LONG,
    price: oregon(0.075, 0.3),
  }),
  listed('qwen.qwen3-coder-480b-a35b-v1:0', asiaNorthLondonUs, {
    ...QWEN_CODER,
    context: cardContext(128),
    price: oregon(0.225, 0.9),
  }),
  listed('qwen.qwen3-coder-next', ['ap-southeast-2', 'eu-west-2', 'us-east-1'], {
    ...QWEN_CODER,
    ...LONG,
    price: listPrice(0.25, 0.6, 'us-east-1'),
  }),
  several('qwen.qwen3', { stop: NO_STOP_FOR_QWEN }),
];

const chinese: readonly ModelRow[] = [
  listed('deepseek.v3-v1:0', asiaNorthLondonUs, {
    ...DEEPSEEK,
    context: cardContext(128),
    price: oregon(0.29, 0.84),
  }),
  listed('deepseek.v3.2', asiaNorthLondonAmericas, {
    ...DEEPSEEK,
    context: cardContext(164),
    price: oregon(0.31, 0.925),
  }),
  several('deepseek.v3', DEEPSEEK),
  listed('zai.glm-4.7', asiaNorthLondonAmericas, {
    ...GLM,
    context: cardContext(203),
    outputTokens: card(4, 'users report 4,096'),
    price: oregon(0.3, 1.1),
  }),
  listed('zai.glm-4.7-flash', thirteenRegions, {
    ...GLM,
    context: cardContext(203),
    outputTokens: card(4),
    price: oregon(0.035, 0.2),
  }),
  model('zai.glm-5', REFUSED, { documents: DOCUMENTS_REFUSED }),
  listed('moonshot.kimi-k2-thinking', regionSets.sevenRegions, {
    ...KIMI_K2_THINKING,
    price: regionalPrices.kimiK2Thinking,
  }),
  model(
    'moonshotai.kimi-k2-thinking',
    unlisted('AWS lists it as moonshot.kimi-k2-thinking'),
    KIMI_K2_THINKING,
  ),
  listed('moonshotai.kimi-k2.5', asiaNorthLondonAmericas, {
    ...KIMI,
    ...LONG,
    outputTokens: KIMI_TOKENS,
    modalities: WITH_IMAGES,
    price: oregon(0.3, 1.5),
  }),
  ...['moonshotai.kimi-k3', 'moonshot.kimi-k3'].map((id) => model(id, REFUSED_LATER, KIMI)),
  listed('minimax.minimax-m2', tenRegions, {
    ...SMALL_TEXT,
    context: cardContext(1024),
    price: oregon(0.15, 0.6),
  }),
  listed('minimax.minimax-m2.1', thirteenRegions, {
    ...SMALL_TEXT,
    context: cardContext(196),
    price: oregon(0.15, 0.6),
  }),
  model('minimax.minimax-m2.5', PRICED, SMALL_TEXT),
];

function gemma(size: string, price: BatchPrice): ModelRow {
  return listed(`google.gemma-3-${size}-it`, tenRegions, {
    context: cardContext(128),
    outputTokens: card(8),
    modalities: WITH_IMAGES,
    price,
  });
}

function nemotron(name: string, thousands: number, price: BatchPrice): ModelRow {
  const context = cardContext(thousands);
  return listed(`nvidia.nemotron-${name}`, tenRegions, { ...SMALL, context, price });
}

/** Models with open weights that take OpenAI-style chat. */
export const openWeightRows: readonly ModelRow[] = [
  ...openai,
  ...qwen,
  ...chinese,
  gemma('4b', oregon(0.02, 0.04)),
  gemma('12b', oregon(0.05, 0.15)),
  gemma('27b', oregon(0.12, 0.19)),
  several('google.gemma-3'),
  nemotron('nano-3-30b', 256, oregon(0.03, 0.12)),
  nemotron('nano-12b-v2', 128, oregon(0.1, 0.3)),
  nemotron('nano-9b-v2', 128, oregon(0.03, 0.12)),
  model('nvidia.nemotron-super-3-120b', PRICED, SMALL),
  several('nvidia.nemotron'),
];
