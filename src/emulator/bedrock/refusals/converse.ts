import type { Asked } from './asked.ts';
import type { Block } from './blocks.ts';
import { type JsonObject, objectAt } from './json-values.ts';
import { ANY, CLAUDE } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

const FORM = { models: ANY, form: 'Converse', byModel: false } as const;

const MOST_DOCUMENTS = 5;

/** As measured: of white space an ASCII space alone, and "_" too, which the text does not name. */
const NAME = /^(?!.* {2})[A-Za-z0-9 ()[\]_-]+$/s;

/** What Converse itself refuses, whatever the model. */
export const converseRefusals: readonly Refusal[] = [
  {
    ...FORM,
    inJobs: true,
    textFor: ({ body }) =>
      objectAt(body, 'toolConfig') === undefined
        ? undefined
        : 'toolConfig is not supported with the invocation type Converse',
    observed: false,
    source: 'AWS, "Batch inference": such records fail with a 400',
    seenOn: '2026-11-20',
  },
  {
    ...FORM,
    textFor: ({ body, turns }) =>
      objectAt(body, 'toolConfig') === undefined &&
      turns.some(({ blocks }) => blocks.some(({ kind }) => kind === 'use' || kind === 'result'))
        ? 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'
        : undefined,
    observed: true,
    source: 'pentagi #160',
    seenOn: '2026-08-14',
  },
  {
    ...FORM,
    textFor: (asked) => {
      const names = documentsOf(asked).map(({ document }) => document?.['name']);
      return new Set(names).size < names.length
        ? "Messages can't contain duplicate document names. Rename the document and retry your request."
        : undefined;
    },
    observed: true,
    source: 'generative-ai-use-cases #1685, bifrost #7003',
    seenOn: '2026-09-08',
  },
  {
    ...FORM,
    textFor: (asked) =>
      documentsOf(asked).some(({ document }) => isWrongName(document?.['name']))
        ? "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request."
        : undefined,
    observed: true,
    source: 'vercel/ai #20365, generative-ai-use-cases #1671',
    seenOn: '2026-09-04',
  },
  {
    ...FORM,
    textFor: (asked) =>
      documentsOf(asked).length > MOST_DOCUMENTS
        ? `You can't include more than ${MOST_DOCUMENTS} documents in a request.`
        : undefined,
    observed: true,
    source: 'generative-ai-use-cases #1685',
    seenOn: '2026-08-25',
  },
  {
    ...FORM,
    textFor: ({ turns }) =>
      turns.some(({ blocks }) => blocks.some(isDocument) && !blocks.some(hasText))
        ? 'A text block must be included when using documents. Add a text block and retry your request.'
        : undefined,
    observed: true,
    source: 'litellm #36499, bifrost #5817',
    seenOn: '2026-08-11',
  },
  {
    ...FORM,
    models: CLAUDE,
    textFor: (asked) =>
      documentsOf(asked).some(({ document }) =>
        Object.hasOwn(objectAt(document, 'source') ?? {}, 's3Location'),
      )
        ? 'the model takes no document by s3Location'
        : undefined,
    observed: false,
    source: 'generative-ai-use-cases #1685, litellm #36499',
    seenOn: '2026-08-25',
  },
  {
    ...FORM,
    models: CLAUDE,
    textFor: (asked) =>
      documentsOf(asked).some(({ document }) => isTooLarge(document))
        ? 'a document that is no PDF has at most 4.5 MB'
        : undefined,
    observed: false,
    source: 'AWS, "API restrictions"; LibreChat #12459',
    seenOn: '2026-11-28',
  },
];

/** AWS does not say which MB: base64 of 4.5 × 2^20 bytes. */
const MOST_OF_DOCUMENT = 6_291_456;

function isTooLarge(document: JsonObject | undefined): boolean {
  const bytes = objectAt(document, 'source')?.['bytes'];
  const isOther = document?.['format'] !== undefined && document['format'] !== 'pdf';
  return isOther && typeof bytes === 'string' && bytes.length > MOST_OF_DOCUMENT;
}

function documentsOf({ turns }: Asked): readonly Block[] {
  return turns.flatMap(({ blocks }) => blocks).filter(isDocument);
}

function isWrongName(name: unknown): boolean {
  return typeof name === 'string' && name !== '' && !NAME.test(name);
}

function isDocument({ kind }: Block): boolean {
  return kind === 'document';
}

function hasText({ text }: Block): boolean {
  return text !== undefined && text.trim() !== '';
}
