import type { InvocationType } from '../../../core/index.ts';
import { type Block, type CacheMark, keyedBlock, typedBlock } from './blocks.ts';
import { type JsonObject, objectAt, objectsAt } from './json-values.ts';

/** A message. */
export interface Turn {
  readonly role: unknown;
  /** Where the message stands, such as `messages.0`. */
  readonly path: string;
  /** One block of text where the content is a string. */
  readonly blocks: readonly Block[];
}

/** A tool that a body brings. */
export interface BroughtTool {
  readonly name: unknown;
  readonly schema: JsonObject | undefined;
  readonly path: string;
}

/** What a body asks for, by whichever form. */
export interface Asked {
  /** Bare id of the foundation model. */
  readonly model: string;
  readonly form: InvocationType;
  readonly body: JsonObject;
  readonly maxTokens: unknown;
  readonly temperature: unknown;
  readonly topP: unknown;
  readonly topK: unknown;
  readonly thinking: JsonObject | undefined;
  readonly effort: unknown;
  readonly turns: readonly Turn[];
  readonly tools: readonly BroughtTool[];
  readonly toolChoice: JsonObject | undefined;
  /** In the order in which they are processed: tools, system, messages. */
  readonly caches: readonly CacheMark[];
}

/** Reads a body as its form has it; what is not there, or is something else, is left out. */
export function readAsked(
  body: JsonObject,
  { model, form }: { readonly model: string; readonly form: InvocationType },
): Asked {
  const isTyped = form === 'InvokeModel' && !model.startsWith('amazon.nova-');
  const asked = isTyped ? typed(body) : keyed(body);
  return { model, form, body, ...asked };
}

type Read = Omit<Asked, 'model' | 'form' | 'body'>;

/** Messages API of Claude. */
function typed(body: JsonObject): Read {
  const turns = turnsOf(body, typedBlock);
  const tools = objectsAt(body, 'tools');
  const system = objectsAt(body, 'system').map((block, at) => typedBlock(block, `system.${at}`));
  const ofTools = tools.map((tool, at) => typedBlock(tool, `tools.${at}`));
  return {
    maxTokens: body['max_tokens'],
    temperature: body['temperature'],
    topP: body['top_p'],
    topK: body['top_k'],
    thinking: objectAt(body, 'thinking'),
    effort: objectAt(body, 'output_config')?.['effort'],
    turns,
    tools: tools.map((tool, at) => ({
      name: tool['name'],
      schema: objectAt(tool, 'input_schema'),
      path: `tools.${at}`,
    })),
    toolChoice: objectAt(body, 'tool_choice'),
    caches: cachesOf(ofTools, system, turns),
  };
}

/** Converse, and Nova's own form. */
function keyed(body: JsonObject): Read {
  const config = objectAt(body, 'inferenceConfig');
  const more = objectAt(body, 'additionalModelRequestFields');
  const turns = turnsOf(body, keyedBlock);
  const system = objectsAt(body, 'system').map((block, at) => keyedBlock(block, `system.${at}`));
  return {
    maxTokens: config?.['maxTokens'] ?? config?.['max_new_tokens'],
    temperature: config?.['temperature'] ?? more?.['temperature'],
    topP: config?.['topP'] ?? more?.['top_p'],
    topK: more?.['top_k'],
    thinking: objectAt(more, 'thinking'),
    effort:
      objectAt(body, 'outputConfig')?.['effort'] ?? objectAt(more, 'output_config')?.['effort'],
    turns,
    tools: [],
    toolChoice: undefined,
    caches: cachesOf([], system, turns),
  };
}

function turnsOf(
  body: JsonObject,
  read: (block: JsonObject, path: string) => Block,
): readonly Turn[] {
  return objectsAt(body, 'messages').map((message, at) => {
    const path = `messages.${at}`;
    const { role, content } = message;
    if (typeof content === 'string') {
      return { role, path, blocks: [{ kind: 'text', path, text: content }] };
    }
    const blocks = objectsAt(message, 'content').map((block, index) =>
      read(block, `${path}.content.${index}`),
    );
    return { role, path, blocks };
  });
}

function cachesOf(
  tools: readonly Block[],
  system: readonly Block[],
  turns: readonly Turn[],
): readonly CacheMark[] {
  const blocks = [...tools, ...system, ...turns.flatMap((turn) => turn.blocks)];
  return blocks.flatMap(({ cache }) => (cache === undefined ? [] : [cache]));
}
